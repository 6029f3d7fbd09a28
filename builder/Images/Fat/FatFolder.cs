using System.Buffers.Binary;
using System.Text;

namespace CernVM.Builder.Images.Fat;

/// <summary>The 32-byte entries of a FAT folder.</summary>
internal static class FatFolder
{
    private const byte AttributeLabel = 0x08;
    private const byte AttributeFolder = 0x10;
    private const byte AttributeFile = 0x20;
    private const byte AttributeLongName = 0x0F;
    private const byte LastLongEntry = 0x40;
    private const int LettersPerEntry = 13;
    private const int EntrySize = FatGeometry.EntrySize;

    /// <summary>Where the 13 letters of a long-name entry stand.</summary>
    private static ReadOnlySpan<byte> LetterPlaces => [1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30];

    /// <summary>Bytes of a folder other than the root.</summary>
    public static int Length(FatNode folder) => EntrySize * (2 + Names(folder).Sum(item => 1 + LongEntries(item.Name)));

    public static void Write(Span<byte> target, FatNode folder, FatNode? parent, string? label, DiskTime time)
    {
        if (label is not null)
        {
            Entry(ref target, Encoding.ASCII.GetBytes(label.PadRight(11)), 0, AttributeLabel, 0, 0, time);
        }
        else
        {
            Entry(ref target, ".          "u8, 0, AttributeFolder, folder.FirstCluster, 0, time);
            Entry(ref target, "..         "u8, 0, AttributeFolder, parent!.FirstCluster, 0, time);
        }

        foreach (var (node, name) in Names(folder))
        {
            LongName(ref target, name);
            Entry(ref target, name.Short, name.CaseBits, node.IsFolder ? AttributeFolder : AttributeFile, node.FirstCluster, node.Content.Length, time);
        }
    }

    private static List<(FatNode Node, FatName Name)> Names(FatNode folder)
    {
        var names = new List<(FatNode Node, FatName Name)>();
        foreach (var node in folder.Children)
            names.Add((node, FatName.Create(node.Name, candidate => names.Exists(other => other.Name.Short.AsSpan().SequenceEqual(candidate)))));
        return names;
    }

    private static int LongEntries(FatName name) => name.Long is { } text ? (text.Length + LettersPerEntry - 1) / LettersPerEntry : 0;

    /// <summary>The parts of a long name stand before the short entry, the last part first; the rest is filled up with 0xFFFF after a zero.</summary>
    private static void LongName(ref Span<byte> target, FatName name)
    {
        var count = LongEntries(name);
        for (var part = count; part >= 1; part--)
        {
            target[0] = (byte)(part | (part == count ? LastLongEntry : 0));
            target[11] = AttributeLongName;
            target[13] = name.Checksum();
            for (var i = 0; i < LettersPerEntry; i++)
            {
                var at = ((part - 1) * LettersPerEntry) + i;
                var letter = at < name.Long!.Length ? name.Long[at] : at == name.Long.Length ? (ushort)0 : (ushort)0xFFFF;
                BinaryPrimitives.WriteUInt16LittleEndian(target[LetterPlaces[i]..], letter);
            }

            target = target[EntrySize..];
        }
    }

    private static void Entry(ref Span<byte> target, ReadOnlySpan<byte> name, byte caseBits, byte attributes, int cluster, int length, DiskTime time)
    {
        name.CopyTo(target);
        target[11] = attributes;
        target[12] = caseBits;
        FatTimes.Set(target, time);
        BinaryPrimitives.WriteUInt16LittleEndian(target[26..], (ushort)cluster);
        BinaryPrimitives.WriteUInt32LittleEndian(target[28..], (uint)length);
        target = target[EntrySize..];
    }
}
