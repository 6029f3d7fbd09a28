namespace CernVM.Bootloader.Agent.Scratch.Ext4;

/// <summary>Bitmaps of used blocks and inodes. Groups in between have none on disk: the kernel computes them at first use.</summary>
internal static class Ext4Bitmaps
{
    /// <summary>Whether the group's block bitmap is written: for the first, and for the last, whose end only a bitmap can tell.</summary>
    public static bool HasBlockBitmap(int group, Ext4Geometry geometry) => group == 0 || group == geometry.Groups - 1;

    /// <summary>The used blocks of a group; what lies beyond the device's end counts as used.</summary>
    public static byte[] Blocks(int group, Ext4Geometry geometry)
    {
        var bitmap = new byte[Ext4Constants.BlockSize];
        Set(bitmap, 0, group == 0 ? geometry.UsedInFirstGroup : geometry.Overhead(group));
        Set(bitmap, geometry.BlocksIn(group), Ext4Constants.BlocksPerGroup);
        return bitmap;
    }

    /// <summary>The used inodes of group 0.</summary>
    public static byte[] FirstInodes(Ext4Geometry geometry)
    {
        var bitmap = new byte[Ext4Constants.BlockSize];
        Set(bitmap, 0, (int)Ext4Constants.FirstInode);
        Set(bitmap, geometry.InodesPerGroup, Ext4Constants.BlocksPerGroup);
        return bitmap;
    }

    private static void Set(byte[] bitmap, int from, int to)
    {
        for (int bit = from; bit < to; bit++)
            bitmap[bit / 8] |= (byte)(1 << (bit % 8));
    }
}
