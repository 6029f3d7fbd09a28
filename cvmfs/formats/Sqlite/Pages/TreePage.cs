using System.Buffers.Binary;

namespace CernVM.Cvmfs.Formats.Sqlite.Pages;

/// <summary>One page of a b-tree.</summary>
internal readonly ref struct TreePage
{
    private const int LeafHeader = 8;
    private const int InteriorHeader = 12;

    private readonly PagedFile _file;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ReadOnlySpan<byte> _pointers;

    /// <summary>Reads the page's header.</summary>
    /// <exception cref="MalformedDataException">It is no page of a tree.</exception>
    public TreePage(PagedFile file, uint number, ReadOnlySpan<byte> page)
    {
        _file = file;
        _bytes = page[..file.UsableSize];
        var header = page[(number == 1 ? PageLimits.HeaderSize : 0)..file.UsableSize];
        Kind = (TreePageKind)header[0];
        if (Kind is not (TreePageKind.IndexInterior or TreePageKind.TableInterior or TreePageKind.IndexLeaf or TreePageKind.TableLeaf))
            throw file.Damage($"page {number} is of no kind that a tree has ({header[0]})");
        CellCount = BinaryPrimitives.ReadUInt16BigEndian(header[3..]);
        var size = IsLeaf ? LeafHeader : InteriorHeader;
        if (header.Length - size < CellCount * sizeof(ushort))
            throw file.Damage($"page {number} claims {CellCount} cells");
        RightChild = IsLeaf ? 0 : BinaryPrimitives.ReadUInt32BigEndian(header[LeafHeader..]);
        _pointers = header.Slice(size, CellCount * sizeof(ushort));
    }

    public TreePageKind Kind { get; }

    public int CellCount { get; }

    /// <summary>The page behind the last cell of an interior page.</summary>
    public uint RightChild { get; }

    public bool IsLeaf => Kind is TreePageKind.IndexLeaf or TreePageKind.TableLeaf;

    /// <summary>The page before a cell; behind the last cell, <see cref="RightChild"/>.</summary>
    public uint Child(int cell) => cell == CellCount ? RightChild : BinaryPrimitives.ReadUInt32BigEndian(Take(Cell(cell), sizeof(uint)));

    /// <summary>The row id of a cell of a table's page.</summary>
    public long RowId(int cell)
    {
        var bytes = Cell(cell);
        if (Kind == TreePageKind.TableInterior)
            bytes = bytes[Take(bytes, sizeof(uint)).Length..];
        else
            _ = TakeInteger(ref bytes);
        return (long)TakeInteger(ref bytes);
    }

    /// <summary>The record of a cell, which table interior pages do not have.</summary>
    /// <param name="cell">Its number.</param>
    /// <param name="length">Bytes of the whole record.</param>
    /// <param name="overflow">Page on which the rest begins; 0 when all of it is here.</param>
    public ReadOnlySpan<byte> Payload(int cell, out int length, out uint overflow)
    {
        var bytes = Cell(cell);
        if (Kind == TreePageKind.IndexInterior)
            bytes = bytes[Take(bytes, sizeof(uint)).Length..];
        var claimed = TakeInteger(ref bytes);
        if (claimed > SqliteLimits.ValueLength)
            throw _file.Damage($"a record claims {claimed} bytes");
        length = (int)claimed;
        if (Kind == TreePageKind.TableLeaf)
            _ = TakeInteger(ref bytes);
        var local = LocalLength(length);
        var here = Take(bytes, local);
        overflow = local == length ? 0 : BinaryPrimitives.ReadUInt32BigEndian(Take(bytes[local..], sizeof(uint)));
        return here;
    }

    // "Cell Payload Overflow Pages" of the file format.
    private int LocalLength(int length)
    {
        var usable = _file.UsableSize;
        var most = Kind == TreePageKind.TableLeaf ? usable - 35 : ((usable - 12) * 64 / 255) - 23;
        if (length <= most)
            return length;
        var least = ((usable - 12) * 32 / 255) - 23;
        var even = least + ((length - least) % (usable - sizeof(uint)));
        return even <= most ? even : least;
    }

    private ReadOnlySpan<byte> Cell(int cell)
    {
        var at = BinaryPrimitives.ReadUInt16BigEndian(_pointers[(cell * sizeof(ushort))..]);
        return at < _bytes.Length ? _bytes[at..] : throw _file.Damage("a cell lies outside its page");
    }

    private ReadOnlySpan<byte> Take(ReadOnlySpan<byte> bytes, int length) =>
        length <= bytes.Length ? bytes[..length] : throw _file.Damage("a cell ends outside its page");

    private ulong TakeInteger(ref ReadOnlySpan<byte> bytes) =>
        VariableInteger.TryTake(ref bytes, out var value) ? value : throw _file.Damage("a cell ends outside its page");
}
