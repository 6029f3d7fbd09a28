using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Fetching.Discovery;
using CernVM.Cvmfs.Formats.Compression;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client;

/// <summary>What the client takes from its surroundings, so that tests and hosts can replace it.</summary>
public sealed record ClientServices
{
    /// <summary>The clock of every time-out, expiry and TTL.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The dice for load balancing and back-off.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>Receives every log entry; called from any thread, must not block for long.</summary>
    public Action<ClientLogEntry> Log { get; init; } = static _ => { };

    /// <summary>What proves membership to servers of protected repositories, or null.</summary>
    public IRequestCredentials? Credentials { get; init; }

    /// <summary>Unpacks small objects.</summary>
    public IBlockInflater Inflater { get; init; } = new RuntimeBlockInflater();

    /// <summary>Evaluates PAC files for proxy discovery, or null where no engine is linked in.</summary>
    public IProxyScriptEngine? ProxyScripts { get; init; }

    /// <summary>What the client calls itself in <c>User-Agent</c>: <c>cvmfs Fuse</c> or <c>cvmfs libcvmfs</c> (formats §9.1).</summary>
    public string UserAgent { get; init; } = "cvmfs libcvmfs 2.12.0";

    /// <summary>
    /// Puts everything that was written to the file system of an open file on the disk (syncfs(2)); false when that failed. Without it, each object is
    /// put on the disk when it enters the cache, which is slower.
    /// </summary>
    public Func<SafeFileHandle, bool>? SyncFileSystem { get; init; }

    /// <summary>The host's own way to files of the cache, or null for the runtime's.</summary>
    public ILocalFiles? LocalFiles { get; init; }
}
