using CernVM.Bootloader.Agent.Network.Dhcp;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Networking;

namespace CernVM.Bootloader.Agent.Network;

/// <summary>Asks for leases on all interfaces at once; after the first one the others get a short time more.</summary>
internal sealed class DhcpRound(TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>The outcome of each interface, in the order of the interfaces.</summary>
    public async Task<IReadOnlyList<DhcpOutcome>> RunAsync(IReadOnlyList<NetworkLink> links, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Task<DhcpOutcome>> all = [.. links.Select(link => Start(link, late.Token))];
        List<Task<DhcpOutcome>> open = [.. all];
        while (open.Count > 0)
        {
            Task<DhcpOutcome> first = await Task.WhenAny(open).ConfigureAwait(false);
            open.Remove(first);
            if ((await first.ConfigureAwait(false)).Lease is null)
                continue;
            late.CancelAfter(Grace);
            break;
        }

        return await Task.WhenAll(all).ConfigureAwait(false);
    }

    private Task<DhcpOutcome> Start(NetworkLink link, CancellationToken cancellation) => Task.Factory.StartNew(
        () =>
        {
            LinuxResult<DhcpLink> opened = DhcpLink.Open(link);
            if (!opened.TryGet(out DhcpLink? socket))
                return new DhcpOutcome(link.Name, null, $"no packet socket: {opened}");
            using (socket)
                return new DhcpClient(time, Random.Shared).Run(socket, cancellation);
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
