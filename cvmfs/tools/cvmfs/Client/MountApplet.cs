using CernVM.Cvmfs.Authz;
using CernVM.Cvmfs.Mount.Commands;
using CernVM.Cvmfs.Pac;
using CernVM.Cvmfs.Telemetry.Influx;
using CernVM.Cvmfs.Telemetry.Prometheus;

namespace CernVM.Cvmfs.Tools.Client;

/// <summary><c>cvmfs2</c>: mounts a repository.</summary>
internal sealed class MountApplet : IApplet
{
    public string Name => MountCommand.Name;

    public string Summary => "mount a repository";

    public Task<int> RunAsync(string[] arguments, CancellationToken cancel) =>
        MountCommand.RunAsync(arguments, cancel, new MountExtensions
        {
            ProxyScripts = new JintScriptEngine(),
            Membership = (settings, log, clock) => new MembershipCheck(settings, log, clock),
            Companions = [new InfluxCompanion(), new PrometheusCompanion()],
        });
}
