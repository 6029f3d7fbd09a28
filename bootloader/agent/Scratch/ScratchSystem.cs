using System.Globalization;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Devices;
using CernVM.Bootloader.Agent.Devices.Probing;
using CernVM.Bootloader.Agent.Scratch.Ext4;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Kernel;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Bootloader.Agent.Scratch;

/// <summary>The real machine.</summary>
internal sealed class ScratchSystem(TimeProvider time) : IScratchSystem
{
    /// <inheritdoc/>
    public string? Format(BlockDevice device)
    {
        try
        {
            using var stream = new FileStream(device.Node, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            if (!SuperblockProbe.Probe(stream, device.Size).IsBlank)
                return "it is not blank any more";
            var identity = new Ext4Identity(ScratchChooser.Label, Guid.NewGuid(), time.GetUtcNow().ToUnixTimeSeconds());
            if (!Ext4Formatter.Format(stream, device.Size, identity))
                return "it is too small";
            stream.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <inheritdoc/>
    public string? Mount(BlockDevice device)
    {
        Directory.CreateDirectory(AgentPaths.Scratch);
        LinuxResult mounted = FileSystemMounts.Attach(device.Node, AgentPaths.Scratch, "ext4", MountFlags.NoAccessTime);
        return mounted.IsOk || mounted.Error == Errno.EBUSY ? null : mounted.ToString();
    }

    /// <inheritdoc/>
    public (long? Size, string Why) MountMemory()
    {
        Directory.CreateDirectory(AgentPaths.Scratch);
        long size = SystemInformation.Read().TryGet(out SystemInformation? information) ? information.TotalMemory / 2 : 256L << 20;
        LinuxResult mounted = FileSystemMounts.Attach(
            "tmpfs", AgentPaths.Scratch, "tmpfs", MountFlags.NoAccessTime, string.Create(CultureInfo.InvariantCulture, $"mode=0755,size={size}"));
        return mounted.IsOk ? (size, "") : (null, $"tmpfs: {mounted}");
    }
}
