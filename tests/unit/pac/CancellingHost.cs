using System.Net;
using CernVM.Cvmfs.Client.Fetching.Discovery;

namespace CernVM.Cvmfs.Pac.Tests;

/// <summary>A machine whose user gives up while a name is looked up.</summary>
internal sealed class CancellingHost(CancellationTokenSource cancel) : IProxyScriptHost
{
    public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    public TimeZoneInfo Zone => TimeZoneInfo.Utc;

    public IReadOnlyList<IPAddress> Resolve(string name)
    {
        cancel.Cancel();
        return [];
    }

    public IReadOnlyList<IPAddress> OwnAddresses() => [];
}
