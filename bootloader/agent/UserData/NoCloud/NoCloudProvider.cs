using CernVM.Bootloader.Agent.Devices;
using CernVM.Bootloader.Agent.UserData.Media;

namespace CernVM.Bootloader.Agent.UserData.NoCloud;

/// <summary>A disk or CD labelled <c>cidata</c> with the files user-data, meta-data, vendor-data and network-config.</summary>
internal sealed class NoCloudProvider(IReadOnlyList<ProbedDevice> devices, IMediaReader media) : IUserDataProvider
{
    private readonly ProbedDevice? _device = devices.FirstOrDefault(IsSeed);

    /// <inheritdoc/>
    public string Source => "NoCloud";

    /// <inheritdoc/>
    public Task<bool> ProbeAsync(CancellationToken cancellation) => Task.FromResult(_device is not null);

    /// <inheritdoc/>
    public Task<UserDataDelivery> ExtractAsync(CancellationToken cancellation)
    {
        using IMediaVolume volume = media.Open(_device!);
        return Task.FromResult(new UserDataDelivery
        {
            Source = Source,
            UserData = MediaFiles.Read(volume, "user-data") ?? [],
            MetaData = MediaFiles.Read(volume, "meta-data") ?? [],
            VendorData = MediaFiles.Read(volume, "vendor-data") ?? [],
            NetworkConfig = MediaFiles.Read(volume, "network-config") ?? [],
        });
    }

    private static bool IsSeed(ProbedDevice device) =>
        device.Content.Kind is "iso9660" or "vfat" && device.Content.Label.Equals("cidata", StringComparison.OrdinalIgnoreCase);
}
