namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>What one attempt at one server through one proxy came to (classes of formats §9.2).</summary>
internal enum AttemptOutcome
{
    /// <summary>All bytes arrived and hold.</summary>
    Ok,

    /// <summary>Not connected, broken off, or too slow.</summary>
    Connection,

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
