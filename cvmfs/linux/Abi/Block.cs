using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Linux.Abi;

/// <summary>linux/fs.h and linux/loop.h.</summary>
internal static class Block
{
    public const uint BLKROGET = 0x125E;
    public const uint BLKRRPART = 0x125F;
    public const uint BLKFLSBUF = 0x1261;
    public const uint BLKSSZGET = 0x1268;
    public const uint BLKGETSIZE64 = 0x80081272;

    public const uint LOOP_CLR_FD = 0x4C01;
    public const uint LOOP_CONFIGURE = 0x4C0A;
    public const uint LOOP_CTL_GET_FREE = 0x4C82;
    public const uint LO_FLAGS_READ_ONLY = 1;
    public const uint LO_FLAGS_AUTOCLEAR = 4;
    public const uint LO_FLAGS_PARTSCAN = 8;
}

[InlineArray(64)]
internal struct loop_name
{
    private byte first;
}

[StructLayout(LayoutKind.Sequential, Size = 232)]
internal struct loop_info64
{
    public ulong lo_device;
    public ulong lo_inode;
    public ulong lo_rdevice;
    public ulong lo_offset;
    public ulong lo_sizelimit;
    public uint lo_number;
    public uint lo_encrypt_type;
    public uint lo_encrypt_key_size;
    public uint lo_flags;
    public loop_name lo_file_name;
}

[StructLayout(LayoutKind.Sequential, Size = 304)]
internal struct loop_config
{
    public uint fd;
    public uint block_size;
    public loop_info64 info;
}
