namespace CernVM.Cvmfs.Linux.Files;

/// <summary>A device's major and minor number.</summary>
public readonly record struct DeviceNumber(uint Major, uint Minor)
{
    /// <summary>The 64-bit form that glibc's mknod takes (sys/sysmacros.h).</summary>
    public ulong ToLong() =>
        ((ulong)(Major & 0x00000fff) << 8) | ((ulong)(Major & 0xfffff000) << 32) | (Minor & 0xff) | ((ulong)(Minor & 0xffffff00) << 12);

    /// <summary>The 32-bit form of the kernel (linux/kdev_t.h, new_encode_dev), which FUSE and catalogs carry.</summary>
    public uint ToEncoded() => (Minor & 0xff) | (Major << 8) | ((Minor & ~0xffu) << 12);

    /// <summary>Reads the 32-bit form.</summary>
    public static DeviceNumber FromEncoded(uint encoded) => new((encoded & 0xfff00) >> 8, (encoded & 0xff) | ((encoded >> 12) & 0xfff00));

    /// <inheritdoc/>
    public override string ToString() => $"{Major}:{Minor}";
}
