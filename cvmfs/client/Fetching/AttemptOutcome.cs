namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>What one attempt at one server through one proxy came to (classes of formats §9.2).</summary>
internal enum AttemptOutcome
{
    /// <summary>All bytes arrived and hold.</summary>
    Ok,

    /// <summary>Not connected, broken off, or too slow: the fault of the proxy if there is one, else of the server.</summary>
    Connection,

    /// <summary>The server is there but cannot serve now: too many requests, too many redirects, no trusted TLS. The proxy is in order.</summary>
    HostConnection,

    /// <summary>The proxy's name has no address.</summary>
    ProxyUnknown,

    /// <summary>The server's name has no address.</summary>
    HostUnknown,

    /// <summary>The proxy answered with an error of its own.</summary>
    ProxyError,

    /// <summary>The server answered with an error.</summary>
    HostError,

    /// <summary>The bytes do not match the hash, or do not decompress.</summary>
    Corrupt,

    /// <summary>More bytes than allowed.</summary>
    TooLarge,

    /// <summary>The local destination failed.</summary>
    LocalStorage,

    /// <summary>The local destination is full.</summary>
    NoSpace,
}
