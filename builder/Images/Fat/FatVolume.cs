using System.Buffers.Binary;
using System.Text;

namespace CernVM.Builder.Images.Fat;

/// <summary>
/// A FAT16 file system written in one go (Microsoft's FAT specification 1.03). The same files give the same bytes: order,
/// times and serial number are the caller's.
/// </summary>
public sealed class FatVolume(string label, uint serial, DiskTime time)
{
    private const byte FixedDisk = 0xF8;
    private const ushort EndOfChain = 0xFFFF;
    private readonly FatNode _root = new(string.Empty, default, isFolder: true);

    /// <summary>Adds a file; its folders are made.</summary>
    public void Add(string path, ReadOnlyMemory<byte> content)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var folder = parts[..^1].Aggregate(_root, (node, name) => node.Folder(name));
        folder.Children.Add(new FatNode(parts[^1], content, isFolder: false));
    }

    /// <summary>Adds an empty folder.</summary>
    public void AddFolder(string path) =>
        _ = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(_root, (node, name) => node.Folder(name));

    /// <summary>Writes the file system.</summary>
    /// <param name="bytes">Room for the whole file system, zeros.</param>
    /// <param name="hiddenSectors">Sectors before it on the disk.</param>
    /// <exception cref="IOException">The files do not fit.</exception>
    public void Write(Span<byte> bytes, uint hiddenSectors)
    {
        var geometry = FatGeometry.For(bytes.Length / FatGeometry.SectorSize);
        WriteBootSector(bytes, geometry, hiddenSectors);
        var table = new ushort[geometry.Clusters + 2];
        table[0] = 0xFF00 | FixedDisk;
        table[1] = EndOfChain;
        var next = 2;
        Allocate(_root, geometry, table, ref next);
        WriteFolder(_root, null, bytes, geometry);
        for (var copy = 0; copy < FatGeometry.TableCount; copy++)
            WriteTable(bytes[((FatGeometry.ReservedSectors + (copy * geometry.SectorsPerTable)) * FatGeometry.SectorSize)..], table);
    }

    private static void WriteTable(Span<byte> target, ushort[] table)
    {
        for (var i = 0; i < table.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(target[(i * 2)..], table[i]);
    }

    /// <summary>Gives every file and folder consecutive clusters, which boot loaders like.</summary>
    private static void Allocate(FatNode folder, FatGeometry geometry, ushort[] table, ref int next)
    {
        foreach (var node in folder.Children)
        {
            var length = node.IsFolder ? FatFolder.Length(node) : node.Content.Length;
            var count = (length + geometry.ClusterSize - 1) / geometry.ClusterSize;
            if (next + count > table.Length)
                throw new IOException($"the files do not fit into a FAT file system of {geometry.TotalSectors / 2048} MiB");
            node.FirstCluster = count == 0 ? 0 : next;
            for (var i = 0; i < count; i++, next++)
                table[next] = i == count - 1 ? EndOfChain : (ushort)(next + 1);
            if (node.IsFolder)
                Allocate(node, geometry, table, ref next);
        }
    }

    private void WriteFolder(FatNode folder, FatNode? parent, Span<byte> bytes, FatGeometry geometry)
    {
        var start = parent is null ? geometry.RootStart : geometry.SectorOf(folder.FirstCluster);
        FatFolder.Write(bytes[(start * FatGeometry.SectorSize)..], folder, parent, parent is null ? label : null, time);
        foreach (var node in folder.Children)
        {
            if (node.IsFolder)
                WriteFolder(node, folder, bytes, geometry);
            else if (node.FirstCluster > 0)
                node.Content.Span.CopyTo(bytes[(geometry.SectorOf(node.FirstCluster) * FatGeometry.SectorSize)..]);
        }
    }

    private void WriteBootSector(Span<byte> sector, FatGeometry geometry, uint hiddenSectors)
    {
        ReadOnlySpan<byte> jump = [0xEB, 0x3C, 0x90];
        jump.CopyTo(sector);
        "CERNVM  "u8.CopyTo(sector[3..]);
        BinaryPrimitives.WriteUInt16LittleEndian(sector[11..], FatGeometry.SectorSize);
        sector[13] = (byte)geometry.SectorsPerCluster;
        BinaryPrimitives.WriteUInt16LittleEndian(sector[14..], FatGeometry.ReservedSectors);
        sector[16] = FatGeometry.TableCount;
        BinaryPrimitives.WriteUInt16LittleEndian(sector[17..], FatGeometry.RootEntries);
        var isSmall = geometry.TotalSectors <= ushort.MaxValue;
        BinaryPrimitives.WriteUInt16LittleEndian(sector[19..], isSmall ? (ushort)geometry.TotalSectors : (ushort)0);
        sector[21] = FixedDisk;
        BinaryPrimitives.WriteUInt16LittleEndian(sector[22..], (ushort)geometry.SectorsPerTable);
        BinaryPrimitives.WriteUInt16LittleEndian(sector[24..], DiskGeometry.SectorsPerTrack);
        BinaryPrimitives.WriteUInt16LittleEndian(sector[26..], DiskGeometry.Heads);
        BinaryPrimitives.WriteUInt32LittleEndian(sector[28..], hiddenSectors);
        BinaryPrimitives.WriteUInt32LittleEndian(sector[32..], isSmall ? 0 : (uint)geometry.TotalSectors);
        sector[36] = 0x80;
        sector[38] = 0x29;
        BinaryPrimitives.WriteUInt32LittleEndian(sector[39..], serial);
        Encoding.ASCII.GetBytes(label.PadRight(11), sector[43..]);
        "FAT16   "u8.CopyTo(sector[54..]);
        sector[510] = 0x55;
        sector[511] = 0xAA;
    }
}
