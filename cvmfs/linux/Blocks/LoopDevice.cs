using System.Text;
using CernVM.Cvmfs.Linux.Abi;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Blocks;

/// <summary>A file shown as a block device (loop(4)). It goes away by itself when this handle and the last mount are closed.</summary>
public sealed class LoopDevice : IDisposable
{
    // Somebody else may take the free device between the question and the order.
    private const int Attempts = 16;
    private readonly SafeFileHandle device;

    private LoopDevice(SafeFileHandle device, string path)
    {
        this.device = device;
        Path = path;
    }

    /// <summary>The device, /dev/loop3.</summary>
    public string Path { get; }

    /// <summary>Attaches a file.</summary>
    /// <param name="backing">The file, opened as it is to be used.</param>
    /// <param name="readOnly">The device cannot be written.</param>
    /// <param name="scanPartitions">Partitions inside become devices of their own.</param>
    public static LinuxResult<LoopDevice> Attach(SafeFileHandle backing, bool readOnly, bool scanPartitions = false)
    {
        var opened = DirectoryHandle.WorkingDirectory.OpenFile("/dev/loop-control"u8, OpenFlags.ReadWrite);
        if (!opened.TryGet(out var control))
            return opened.Error;
        using (control)
        {
            var last = Errno.EBUSY;
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var number = Gate.Count(Libc.ioctl(control, Block.LOOP_CTL_GET_FREE, (nint)0));
                if (!number.IsOk)
                    return number.Error;
                var result = AttachTo($"/dev/loop{number.Value}", backing, readOnly, scanPartitions);
                if (result.IsOk || result.Error != Errno.EBUSY)
                    return result;
                last = result.Error;
            }

            return last;
        }
    }

    /// <summary>Detaches the file when nobody else uses the device.</summary>
    public void Dispose() => device.Dispose();

    private static unsafe LinuxResult<LoopDevice> AttachTo(string path, SafeFileHandle backing, bool readOnly, bool scanPartitions)
    {
        var opened = DirectoryHandle.WorkingDirectory.OpenFile(Encoding.UTF8.GetBytes(path), readOnly ? OpenFlags.Read : OpenFlags.ReadWrite);
        if (!opened.TryGet(out var device))
            return opened.Error;
        var configuration = default(loop_config);
        configuration.fd = (uint)backing.DangerousGetHandle();
        configuration.info.lo_flags = Block.LO_FLAGS_AUTOCLEAR
            | (readOnly ? Block.LO_FLAGS_READ_ONLY : 0)
            | (scanPartitions ? Block.LO_FLAGS_PARTSCAN : 0);
        if (Libc.ioctl(device, Block.LOOP_CONFIGURE, &configuration) == 0)
            return new LoopDevice(device, path);
        var error = Gate.LastError;
        device.Dispose();
        return error;
    }
}
