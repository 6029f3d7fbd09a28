using System.Net;
using CernVM.Cvmfs.Client.Fetching.Discovery;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Pac;

namespace CernVM.Fuzz.Targets;

/// <summary>Readers that do something: requests of the kernel, and scripts.</summary>
internal static class ProgramTargets
{
    private static readonly Dispatcher Requests = new(new Nothing(), FuseObserver.Silent, new InterruptTable(TimeProvider.System));
    private static readonly RequestSlot Slot = new(CancellationToken.None);
    private static readonly ReplyBuffer Reply = new();
    private static readonly JintScriptEngine Scripts = new(new PacLimits { Statements = 50_000 });
    private static readonly Uri[] Urls = [new("http://server.example.org/cvmfs/a.b")];

    public static readonly IReadOnlyList<FuzzTarget> All =
    [
        new("fuse", static bytes => Requests.Serve(bytes, Slot, Reply, out _)),
        new("pac", static bytes => Scripts.Evaluate(System.Text.Encoding.Latin1.GetString(bytes), Urls, new Host(), CancellationToken.None)),
    ];

    private sealed class Nothing : FuseFileSystem;

    private sealed class Host : IProxyScriptHost
    {
        public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

        public TimeZoneInfo Zone => TimeZoneInfo.Utc;

        public IReadOnlyList<IPAddress> Resolve(string name) => [IPAddress.Loopback];

        public IReadOnlyList<IPAddress> OwnAddresses() => [IPAddress.Loopback];
    }
}
