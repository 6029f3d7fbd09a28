using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching.Discovery;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>What an executable adds to a mount. The boot image's executable adds nothing and stays small.</summary>
public sealed record MountExtensions
{
    /// <summary>Evaluates PAC files; null refuses them.</summary>
    public IProxyScriptEngine? ProxyScripts { get; init; }

    /// <summary>Makes what decides about members of protected repositories; null lets only root read those.</summary>
    public Func<ClientSettings, Action<ClientLogEntry>, TimeProvider, IMembershipCheck>? Membership { get; init; }

    /// <summary>What runs beside a mount.</summary>
    public IReadOnlyList<IMountCompanion> Companions { get; init; } = [];
}
