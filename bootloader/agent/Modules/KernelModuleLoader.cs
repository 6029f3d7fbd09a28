using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Kernel;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Bootloader.Agent.Modules;

/// <summary>Loads through finit_module; compressed files are unpacked by the kernel (CONFIG_MODULE_DECOMPRESS).</summary>
internal sealed class KernelModuleLoader : IModuleLoader
{
    /// <inheritdoc/>
    public string? Load(string file)
    {
        if (!File.Exists(file))
            return "the image does not have it";
        using SafeFileHandle module = File.OpenHandle(file);
        LinuxResult loaded = KernelModules.Load(module, compressed: !file.EndsWith(".ko", StringComparison.Ordinal));
        // ENODEV: the driver looked for its hardware and found none.
        return loaded.Error is Errno.None or Errno.EEXIST or Errno.ENODEV ? null : loaded.ToString();
    }
}
