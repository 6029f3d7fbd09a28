namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>How proxies are discovered (formats §9.3): environment, then PAC files in order, then what was found the last time.</summary>
public sealed record DiscoverySettings
{
    /// <summary>What <c>auto</c> in <see cref="PacUrls"/> stands for.</summary>
    public static readonly Uri WpadUrl = new("http://wpad/wpad.dat");

    /// <summary>The variable <c>http_proxy</c>, or null.</summary>
    public string? EnvironmentProxy { get; init; }

    /// <summary>PAC files, tried in order.</summary>
    public IReadOnlyList<Uri> PacUrls { get; init; } = [];

    /// <summary>File that keeps what was found, for starts at which nothing is found; null = none.</summary>
    public string? ResultFile { get; init; }

    /// <summary>The same for external files.</summary>
    public string? ExternalResultFile { get; init; }
}
