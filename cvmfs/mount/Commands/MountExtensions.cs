using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Client.Fetching.Discovery;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>What an executable adds to a mount. The boot image's executable adds nothing and stays small.</summary>
public sealed record MountExtensions
{
    /// <summary>Evaluates PAC files; null refuses them.</summary>
    public IProxyScriptEngine? ProxyScripts { get; init; }

    /// <summary>Proves membership to servers of protected repositories; null for none.</summary>
    public IRequestCredentials? Credentials { get; init; }

    /// <summary>What runs beside a mount.</summary>
    public IReadOnlyList<IMountCompanion> Companions { get; init; } = [];
}
