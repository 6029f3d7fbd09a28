using System.Buffers.Binary;

namespace CernVM.Builder.Images.Fat;

/// <summary>The times of folder entries; other programs that wrote into the file system leave theirs, which are evened out here.</summary>
internal static class FatTimes
{
    private const byte Deleted = 0xE5;
    private const byte AttributeLongName = 0x0F;
    private const byte AttributeFolder = 0x10;
    private const byte AttributeLabel = 0x08;

    /// <summary>Sets creation, access and write time of an entry.</summary>
    public static void Set(Span<byte> entry, DiskTime time)
    {
        entry[13] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(entry[14..], time.FatTime);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[16..], time.FatDate);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[18..], time.FatDate);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[22..], time.FatTime);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[24..], time.FatDate);
    }

    /// <summary>Sets the times of every entry of a FAT16 file system.</summary>
    public static void SetAll(Span<byte> volume, DiskTime time)
    {
        var geometry = FatGeometry.For(volume.Length / FatGeometry.SectorSize);
        SetFolder(volume, volume.Slice(geometry.RootStart * FatGeometry.SectorSize, FatGeometry.RootEntries * FatGeometry.EntrySize), geometry, time);
    }

    private static void SetFolder(Span<byte> volume, Span<byte> entries, FatGeometry geometry, DiskTime time)
    {
        for (; entries.Length >= FatGeometry.EntrySize && entries[0] != 0; entries = entries[FatGeometry.EntrySize..])
        {
            var attributes = entries[11];
            if (attributes == AttributeLongName)
                continue;
            // A deleted entry keeps its times too: the installer makes the loader in the root and moves it.
            Set(entries, time);
            if (entries[0] != Deleted && (attributes & AttributeFolder) != 0 && (attributes & AttributeLabel) == 0 && entries[0] != (byte)'.')
                SetChain(volume, BinaryPrimitives.ReadUInt16LittleEndian(entries[26..]), geometry, time);
        }
    }

    private static void SetChain(Span<byte> volume, int cluster, FatGeometry geometry, DiskTime time)
    {
        // A chain cannot be longer than the table, whatever another program wrote.
        for (var steps = 0; cluster >= 2 && cluster < geometry.Clusters + 2 && steps <= geometry.Clusters; steps++)
        {
            SetFolder(volume, volume.Slice(geometry.SectorOf(cluster) * FatGeometry.SectorSize, geometry.ClusterSize), geometry, time);
            cluster = BinaryPrimitives.ReadUInt16LittleEndian(volume[((FatGeometry.ReservedSectors * FatGeometry.SectorSize) + (cluster * 2))..]);
        }
    }
}
