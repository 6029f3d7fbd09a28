using CernVM.Bootloader.Agent.Devices;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Bootloader.Agent.UserData.Media;

/// <summary>Mounts media read-only below a folder of the initramfs.</summary>
internal sealed class MountedMedia : IMediaReader
{
    private const string Folder = "/media";

    /// <inheritdoc/>
    public IMediaVolume Open(ProbedDevice device)
    {
        string place = Path.Combine(Folder, device.Device.Name);
        Directory.CreateDirectory(place);
        const MountFlags flags = MountFlags.ReadOnly | MountFlags.NoSetUid | MountFlags.NoDevices | MountFlags.NoExecute;
        LinuxResult mounted = FileSystemMounts.Attach(device.Device.Node, place, device.Content.Kind, flags);
        return mounted.IsOk
            ? new Volume(place)
            : throw new IOException($"{device.Device.Node} ({device.Content.Kind} '{device.Content.Label}') cannot be mounted: {mounted}");
    }

    private sealed class Volume(string root) : IMediaVolume
    {
        public string Root => root;

        public void Dispose() => FileSystemMounts.Detach(root, UnmountFlags.Detach);
    }
}
