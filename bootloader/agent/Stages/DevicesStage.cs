using System.Globalization;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Devices;
using CernVM.Bootloader.Agent.Devices.Probing;
using CernVM.Bootloader.Agent.Terminal;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Lists the block devices and what lies on each.</summary>
internal sealed class DevicesStage(IConsole console, TimeProvider time) : IBootStage
{
    private const int MaximumPolls = 20;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public string Name => "block devices";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        IReadOnlyList<BlockDevice> found = await SettleAsync(cancellation).ConfigureAwait(false);
        var probed = new List<ProbedDevice>();
        foreach (BlockDevice device in found.Where(device => device.HasHardware))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Probe(device) is { } content)
                probed.Add(new ProbedDevice(device, content));
        }

        state.Devices = probed;
        return StageResult.Done(probed.Count == 0 ? "none" : string.Join(", ", probed.Select(Describe)));
    }

    /// <summary>Buses scan in the background: the list counts once it has stayed the same for one poll.</summary>
    private async Task<IReadOnlyList<BlockDevice>> SettleAsync(CancellationToken cancellation)
    {
        IReadOnlyList<BlockDevice> before = BlockDevices.Enumerate("/sys");
        for (int i = 0; i < MaximumPolls; i++)
        {
            await Task.Delay(Poll, time, cancellation).ConfigureAwait(false);
            IReadOnlyList<BlockDevice> now = BlockDevices.Enumerate("/sys");
            if (now.SequenceEqual(before))
                return now;
            before = now;
        }

        return before;
    }

    private DeviceContent? Probe(BlockDevice device)
    {
        try
        {
            using var stream = new FileStream(device.Node, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return SuperblockProbe.Probe(stream, device.Size);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty drive is no news.
            if (!device.IsRemovable)
                console.Note($"{device.Node} cannot be read and is left alone: {e.Message}");
            return null;
        }
    }

    private static string Describe(ProbedDevice device)
    {
        string content = device.Content switch
        {
            { IsBlank: true } => "blank",
            { Kind.Length: 0 } => "unknown content",
            { Label.Length: > 0 } c => $"{c.Kind} '{c.Label}'",
            var c => c.Kind,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{device.Device.Name} {device.Device.Size >> 20} MiB {content}");
    }
}
