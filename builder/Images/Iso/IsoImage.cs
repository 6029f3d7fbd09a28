namespace CernVM.Builder.Images.Iso;

/// <summary>
/// A small ISO 9660 disc (ECMA-119) with Joliet names, all files in its root: what cloud-init calls a NoCloud seed. Block 16
/// holds the primary descriptor, 17 Joliet's, 18 the end mark, 19 to 22 the path tables, 23 and 24 the root folders, then files.
/// </summary>
public static class IsoImage
{
    internal const int BlockSize = 2048;
    private const uint FirstFile = 25;
    private const int LongestName = 60;
    private const int MostFiles = 12;

    /// <summary>Makes the bytes of a disc.</summary>
    /// <param name="volume">Name of the volume, at most 16 characters.</param>
    /// <param name="files">At most 12 files, whose names have no slash.</param>
    /// <param name="time">The time that everything carries.</param>
    public static byte[] Create(string volume, IReadOnlyDictionary<string, byte[]> files, DiskTime time)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(volume.Length, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(files.Count, MostFiles);
        var placed = Place(files, out var totalBlocks);
        var image = new byte[totalBlocks * BlockSize];
        var plain = new IsoTree(volume, isJoliet: false, placed, time) { Places = (19, 20, 23) };
        var joliet = new IsoTree(volume, isJoliet: true, placed, time) { Places = (21, 22, 24) };

        plain.WriteDescriptor(Block(image, 16), totalBlocks);
        joliet.WriteDescriptor(Block(image, 17), totalBlocks);
        Block(image, 18)[0] = 0xFF;
        "CD001\u0001"u8.CopyTo(Block(image, 18)[1..]);
        foreach (var tree in (IsoTree[])[plain, joliet])
        {
            tree.WritePathTable(Block(image, tree.Places.Little), bigEndian: false);
            tree.WritePathTable(Block(image, tree.Places.Big), bigEndian: true);
            tree.WriteRoot(Block(image, tree.Places.Root));
        }

        foreach (var file in placed)
            file.Content.Span.CopyTo(image.AsSpan((int)file.Block * BlockSize));
        return image;
    }

    private static List<IsoFile> Place(IReadOnlyDictionary<string, byte[]> files, out uint next)
    {
        next = FirstFile;
        var placed = new List<IsoFile>();
        foreach (var (name, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            if (name.Length is 0 or > LongestName || name.Contains('/'))
                throw new ArgumentException($"'{name}' cannot be a name on the disc: expected 1 to {LongestName} characters without '/'", nameof(files));
            placed.Add(new IsoFile(name, content, next));
            next += (uint)((content.Length + BlockSize - 1) / BlockSize);
        }

        return placed;
    }

    private static Span<byte> Block(byte[] image, uint number) => image.AsSpan((int)number * BlockSize, BlockSize);
}
