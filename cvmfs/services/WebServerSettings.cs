using System.Net;

namespace CernVM.Cvmfs.Services;

/// <summary>What the built-in web server serves, and where.</summary>
public sealed record WebServerSettings
{
    /// <summary>The address and port to listen on; port 0 lets the system choose a free one.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>
    /// A folder of repositories (<c>/srv/cvmfs</c>, each below its own name), or the storage folder of one repository, told by its
    /// <c>.cvmfspublished</c>.
    /// </summary>
    public required string Root { get; init; }

    /// <summary>A file that gets one line a request, appended; null for none.</summary>
    public string? AccessLogFile { get; init; }

    /// <summary>A file that holds the counters as JSON, renewed about once a second and at the end; null for none.</summary>
    public string? CountersFile { get; init; }

    /// <summary>How long requests in flight may take to end after a stop.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);
}
