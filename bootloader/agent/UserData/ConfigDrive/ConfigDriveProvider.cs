using CernVM.Bootloader.Agent.Devices;
using CernVM.Bootloader.Agent.UserData.Media;
using CernVM.Bootloader.Agent.UserData.OpenStack;

namespace CernVM.Bootloader.Agent.UserData.ConfigDrive;

/// <summary>OpenStack's configuration drive: a medium labelled <c>config-2</c> with a folder <c>openstack/latest</c>.</summary>
internal sealed class ConfigDriveProvider(IReadOnlyList<ProbedDevice> devices, IMediaReader media) : IUserDataProvider
{
    private const string Folder = "openstack/latest/";
    private readonly ProbedDevice? _device = devices.FirstOrDefault(IsDrive);

    /// <inheritdoc/>
    public string Source => "ConfigDrive";

    /// <inheritdoc/>
    public Task<bool> ProbeAsync(CancellationToken cancellation) => Task.FromResult(_device is not null);

    /// <inheritdoc/>
    public Task<UserDataDelivery> ExtractAsync(CancellationToken cancellation)
    {
        using IMediaVolume volume = media.Open(_device!);
        return Task.FromResult(new UserDataDelivery
        {
            Source = Source,
            UserData = MediaFiles.Read(volume, Folder + "user_data") ?? [],
            MetaData = OpenStackMetaData.Convert(MediaFiles.Read(volume, Folder + "meta_data.json") ?? []),
            VendorData = MediaFiles.Read(volume, Folder + "vendor_data.json") ?? [],
            NetworkConfig = MediaFiles.Read(volume, Folder + "network_data.json") ?? [],
        });
    }

    private static bool IsDrive(ProbedDevice device) =>
        device.Content.Kind is "iso9660" or "vfat" && device.Content.Label.Equals("config-2", StringComparison.OrdinalIgnoreCase);
}
