using CernVM.Cvmfs.Linux.Abi;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Kernel;

/// <summary>Kernel modules (finit_module(2), init_module(2)). Dependencies are the caller's: the kernel resolves none.</summary>
public static class KernelModules
{
    private const int MODULE_INIT_COMPRESSED_FILE = 4;

    /// <summary>Loads a module from an open file.</summary>
    /// <param name="module">The .ko file.</param>
    /// <param name="parameters">As on modprobe's command line; empty for none.</param>
    /// <param name="compressed">The file is packed and the kernel unpacks it (CONFIG_MODULE_DECOMPRESS).</param>
    /// <returns>EEXIST when it is loaded already.</returns>
    public static LinuxResult Load(SafeFileHandle module, string parameters = "", bool compressed = false)
    {
        using var native = new NativePath(parameters, stackalloc byte[NativePath.Scratch]);
        return Gate.Check((nint)Libc.syscall(Syscall.SYS_finit_module, module, in native.Pointer, compressed ? MODULE_INIT_COMPRESSED_FILE : 0));
    }

    /// <summary>Loads a module from memory, unpacked.</summary>
    public static LinuxResult Load(ReadOnlySpan<byte> module, string parameters = "")
    {
        if (module.IsEmpty)
            return Errno.ENOEXEC;
        using var native = new NativePath(parameters, stackalloc byte[NativePath.Scratch]);
        return Gate.Check((nint)Libc.syscall(Syscall.SYS_init_module, in module[0], (nuint)module.Length, in native.Pointer));
    }
}
