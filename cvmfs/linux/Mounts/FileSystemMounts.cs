using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Mounts;

/// <summary>Mounts, unmounts and moves (mount(2), umount2(2)). Needs CAP_SYS_ADMIN.</summary>
public static class FileSystemMounts
{
    /// <summary>Mounts a file system.</summary>
    /// <param name="source">Device, or any word for a file system without one.</param>
    /// <param name="target">An existing directory.</param>
    /// <param name="type">Type as in /proc/filesystems.</param>
    /// <param name="flags">General options.</param>
    /// <param name="data">Options of this type, separated by commas; at most 4095 bytes.</param>
    public static LinuxResult Attach(string source, string target, string type, MountFlags flags = MountFlags.None, string? data = null)
    {
        using var nativeSource = new NativePath(source, stackalloc byte[NativePath.Scratch]);
        using var nativeTarget = new NativePath(target, stackalloc byte[NativePath.Scratch]);
        using var nativeType = new NativePath(type, stackalloc byte[NativePath.Scratch]);
        using var nativeData = new NativePath(data, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.mount(in nativeSource.Pointer, in nativeTarget.Pointer, in nativeType.Pointer, (ulong)flags, in nativeData.Pointer));
    }

    /// <summary>Shows a tree at a second place; options other than the recursion need a <see cref="Remount"/> afterwards.</summary>
    public static LinuxResult Bind(string source, string target, bool recursive = false) =>
        Change(source, target, MountFlags.Bind | (recursive ? MountFlags.Recursive : MountFlags.None));

    /// <summary>Moves a mount to another place.</summary>
    public static LinuxResult Move(string source, string target) => Change(source, target, MountFlags.Move);

    /// <summary>Replaces the options of a mount; add <see cref="MountFlags.Bind"/> to change this place only, not the file system.</summary>
    public static LinuxResult Remount(string target, MountFlags flags, string? data = null) =>
        Change(null, target, flags | MountFlags.Remount, data);

    /// <summary>Sets how mounts below propagate to other namespaces.</summary>
    /// <param name="target">A mount point.</param>
    /// <param name="propagation"><see cref="MountFlags.Private"/>, <see cref="MountFlags.Slave"/> or <see cref="MountFlags.Shared"/>, with or without <see cref="MountFlags.Recursive"/>.</param>
    public static LinuxResult SetPropagation(string target, MountFlags propagation) => Change(null, target, propagation);

    /// <summary>Takes a mount away.</summary>
    public static LinuxResult Detach(string target, UnmountFlags flags = UnmountFlags.None)
    {
        using var native = new NativePath(target, stackalloc byte[NativePath.Scratch]);
        return Gate.Check(Libc.umount2(in native.Pointer, (int)flags));
    }

    private static LinuxResult Change(string? source, string target, MountFlags flags, string? data = null)
    {
        using var nativeSource = new NativePath(source, stackalloc byte[NativePath.Scratch]);
        using var nativeTarget = new NativePath(target, stackalloc byte[NativePath.Scratch]);
        using var nativeData = new NativePath(data, stackalloc byte[NativePath.Scratch]);
        ref readonly var noType = ref MemoryMarshal.GetReference(ReadOnlySpan<byte>.Empty);
        return Gate.Check(Libc.mount(in nativeSource.Pointer, in nativeTarget.Pointer, in noType, (ulong)flags, in nativeData.Pointer));
    }
}
