using System.Net;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Network;
using CernVM.Bootloader.Agent.Network.Dhcp;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Networking;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Switches all interfaces on and configures those for which a DHCP server answers.</summary>
internal sealed class NetworkStage(IConsole console, TimeProvider time) : IBootStage
{
    /// <summary>The first interface's default route wins.</summary>
    private const int FirstMetric = 100;
    private static readonly TimeSpan CarrierWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public string Name => "network";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(90);

    /// <inheritdoc/>
    public async ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        LinuxResult<NetworkConfiguration> opened = NetworkConfiguration.Open();
        if (!opened.TryGet(out NetworkConfiguration? network))
            return StageResult.Failed("The network cannot be configured.", $"netlink: {opened}", "Boot with a kernel that has networking.");
        using (network)
        {
            IReadOnlyList<NetworkLink> links = await SwitchOnAsync(network, cancellation).ConfigureAwait(false);
            if (links.Count == 0)
                return StageResult.Failed(
                    "There is no network interface.", "No Ethernet interface appeared after the drivers were loaded.",
                    "Attach one to the virtual machine (virtio-net is always supported), then 'retry' from stage 3 by a reboot.");
            IReadOnlyList<DhcpOutcome> outcomes = await new DhcpRound(time).RunAsync(links, cancellation).ConfigureAwait(false);
            List<DhcpLease> leases = [.. outcomes.Select(outcome => outcome.Lease).OfType<DhcpLease>()];
            foreach (DhcpOutcome outcome in outcomes.Where(outcome => outcome.Lease is null && leases.Count > 0))
                console.Note($"{outcome.Interface} has no address: {outcome.Why}");
            if (leases.Count == 0)
                return StageResult.Failed(
                    "No interface got an address.",
                    string.Join("; ", outcomes.Select(outcome => $"{outcome.Interface}: {outcome.Why}")),
                    "Look whether the virtual network is connected and has a DHCP server, then 'retry'.");

            for (int i = 0; i < leases.Count; i++)
                Apply(network, links.First(link => link.Name == leases[i].Interface).Index, InterfacePlan.Of(leases[i]), FirstMetric + i);
            state.Leases = leases;
            state.Resolver = ResolverConfiguration.Of(leases);
            Directory.CreateDirectory("/etc");
            await File.WriteAllTextAsync("/etc/resolv.conf", state.Resolver.ToFileText(), cancellation).ConfigureAwait(false);
            return StageResult.Done(string.Join("; ", leases.Select(Describe)));
        }
    }

    private async Task<IReadOnlyList<NetworkLink>> SwitchOnAsync(NetworkConfiguration network, CancellationToken cancellation)
    {
        foreach (NetworkLink link in Links(network).Where(link => link.IsEthernet || link.IsLoopback))
            if (network.SetUp(link.Index, up: true) is { IsOk: false } failed)
                console.Note($"{link.Name} cannot be switched on: {failed}");

        long begin = time.GetTimestamp();
        List<NetworkLink> ethernet;
        do
        {
            ethernet = [.. Links(network).Where(link => link is { IsEthernet: true, IsLoopback: false })];
            if (ethernet.TrueForAll(link => link.HasCarrier))
                return ethernet;
            await Task.Delay(Poll, time, cancellation).ConfigureAwait(false);
        }
        while (time.GetElapsedTime(begin) < CarrierWait);

        foreach (NetworkLink link in ethernet.Where(link => !link.HasCarrier))
            console.Note($"{link.Name} has no carrier: its cable or virtual switch is not connected");
        return ethernet.Exists(link => link.HasCarrier) ? ethernet.FindAll(link => link.HasCarrier) : ethernet;
    }

    private void Apply(NetworkConfiguration network, int index, InterfacePlan plan, int metric)
    {
        Check(plan, $"address {plan.Address}/{plan.PrefixLength}", network.AddAddress(index, plan.Address, plan.PrefixLength));
        if (plan.Mtu is { } mtu)
            Check(plan, $"MTU {mtu}", network.SetMtu(index, mtu));
        foreach (NetworkRoute route in plan.Routes)
        {
            IPAddress? gateway = route.IsOnLink ? null : route.Gateway;
            Check(plan, $"route {route.Destination}/{route.PrefixLength} via {route.Gateway}",
                network.AddRoute(index, new IPNetwork(route.Destination, route.PrefixLength), gateway, metric));
        }
    }

    private void Check(InterfacePlan plan, string what, LinuxResult result)
    {
        if (!result.IsOk)
            console.Note($"{plan.Interface}: {what} was refused: {result}");
    }

    private static IReadOnlyList<NetworkLink> Links(NetworkConfiguration network) =>
        network.Links().TryGet(out IReadOnlyList<NetworkLink>? links) ? links : [];

    private static string Describe(DhcpLease lease) =>
        $"{lease.Interface} {lease.Reply.Address}/{lease.Reply.PrefixLength} from {lease.Reply.Server}";
}
