using System.Buffers.Binary;
using System.Text;

namespace CernVM.Builder.Images.Iso;

/// <summary>
/// One of the two views of a disc: plain ISO 9660 names, or Joliet's UCS-2 names. Each has a volume descriptor, a root folder
/// and two path tables (ECMA-119 sections 8.4, 9.1, 9.4).
/// </summary>
internal sealed class IsoTree(string volume, bool isJoliet, IReadOnlyList<IsoFile> files, DiskTime time)
{
    private const int EntryLength = 33;
    private const int PathTableLength = 10;
    private const byte Folder = 2;
    private readonly Encoding _encoding = isJoliet ? Encoding.BigEndianUnicode : Encoding.ASCII;

    /// <summary>First blocks of the path tables (little-endian, big-endian) and of the root folder.</summary>
    public required (uint Little, uint Big, uint Root) Places { get; init; }

    /// <summary>Writes the volume descriptor.</summary>
    public void WriteDescriptor(Span<byte> block, uint totalBlocks)
    {
        block[0] = isJoliet ? (byte)2 : (byte)1;
        "CD001\u0001"u8.CopyTo(block[1..]);
        IsoField.Text(block[8..40], "LINUX", _encoding);
        IsoField.Text(block[40..72], volume, _encoding);
        IsoField.Both32(block[80..], totalBlocks);
        if (isJoliet)
            "%/E"u8.CopyTo(block[88..]);
        IsoField.Both16(block[120..], 1);
        IsoField.Both16(block[124..], 1);
        IsoField.Both16(block[128..], IsoImage.BlockSize);
        IsoField.Both32(block[132..], PathTableLength);
        BinaryPrimitives.WriteUInt32LittleEndian(block[140..], Places.Little);
        BinaryPrimitives.WriteUInt32BigEndian(block[148..], Places.Big);
        Entry(block[156..], "\0"u8, Places.Root, IsoImage.BlockSize, Folder);
        foreach (var range in (Range[])[190..318, 318..446, 446..574, 574..702, 702..739, 739..776, 776..813])
            IsoField.Text(block[range], string.Empty, _encoding);
        IsoField.LongDate(block[813..], time);
        IsoField.LongDate(block[830..], time);
        "0000000000000000\0"u8.CopyTo(block[847..]);
        "0000000000000000\0"u8.CopyTo(block[864..]);
        block[881] = 1;
    }

    /// <summary>Writes a path table, which holds only the root.</summary>
    public void WritePathTable(Span<byte> block, bool bigEndian)
    {
        block[0] = 1;
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(block[2..], Places.Root);
            BinaryPrimitives.WriteUInt16BigEndian(block[6..], 1);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(block[2..], Places.Root);
            BinaryPrimitives.WriteUInt16LittleEndian(block[6..], 1);
        }
    }

    /// <summary>Writes the root folder: itself, its parent, the files in the order of their names.</summary>
    public void WriteRoot(Span<byte> block)
    {
        var at = Entry(block, "\0"u8, Places.Root, IsoImage.BlockSize, Folder);
        at += Entry(block[at..], "\u0001"u8, Places.Root, IsoImage.BlockSize, Folder);
        foreach (var (name, file) in files.Select(file => (Name: Name(file), File: file)).OrderBy(item => item.Name, StringComparer.Ordinal))
            at += Entry(block[at..], _encoding.GetBytes(name), file.Block, (uint)file.Content.Length, 0);
    }

    private string Name(IsoFile file) => isJoliet ? file.Name + ";1" : PlainName(file.Name);

    /// <summary>Capital letters, digits and '_'; a dot and a version are obligatory.</summary>
    private static string PlainName(string name)
    {
        var dot = name.LastIndexOf('.');
        var (stem, extension) = dot > 0 ? (name[..dot], name[(dot + 1)..]) : (name, string.Empty);
        static string Clean(string part) => new([.. part.ToUpperInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')]);
        return $"{Clean(stem)}.{Clean(extension)};1";
    }

    private int Entry(Span<byte> target, ReadOnlySpan<byte> name, uint block, uint length, byte flags)
    {
        var size = EntryLength + name.Length + ((EntryLength + name.Length) % 2);
        target[0] = (byte)size;
        IsoField.Both32(target[2..], block);
        IsoField.Both32(target[10..], length);
        IsoField.ShortDate(target[18..], time);
        target[25] = flags;
        IsoField.Both16(target[28..], 1);
        target[32] = (byte)name.Length;
        name.CopyTo(target[EntryLength..]);
        return size;
    }
}

/// <summary>A file of a disc and where its content begins.</summary>
internal sealed record IsoFile(string Name, ReadOnlyMemory<byte> Content, uint Block);
