using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Grafts;

/// <summary>Reads graft files: lines <c>key=value</c>; blank lines and lines with <c>#</c> in front do not count.</summary>
public static class GraftReader
{
    /// <summary>Longest file in bytes: room for some hundred thousand chunks (ours, arbitrary).</summary>
    public const int MaxLength = 16 << 20;

    /// <summary>Reads a whole file.</summary>
    public static Parsed<Graft> Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxLength)
            return Error("GRA001", $"it has {text.Length} bytes, allowed are {MaxLength}", MaxLength);
        var values = new Dictionary<string, (string Text, long Offset)>(StringComparer.Ordinal);
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = Encoding.UTF8.GetString(text[range]).Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            var offset = (long)range.Start.GetOffset(text.Length);
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                return Error("GRA002", "a line is not key=value", offset);
            if (!values.TryAdd(line[..equals].Trim(), (line[(equals + 1)..].Trim(), offset)))
                return Error("GRA003", $"{line[..equals]} is given twice", offset);
        }

        return Build(values);
    }

    private static Parsed<Graft> Build(Dictionary<string, (string Text, long Offset)> values)
    {
        if (!values.TryGetValue("size", out var sizeText) || !ulong.TryParse(sizeText.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size > long.MaxValue)
            return Error("GRA004", "size= is missing or no number of bytes", sizeText.Offset);
        var hash = ContentHash.Null(ContentHashAlgorithm.Sha1);
        if (values.TryGetValue("checksum", out var checksum) && !ContentHash.TryParse(checksum.Text, out hash))
            return Error("GRA005", "checksum= is no content hash", checksum.Offset);
        var compression = CompressionAlgorithm.Zlib;
        if (values.TryGetValue("compression", out var method))
        {
            if (method.Text is not ("zlib" or "default" or "none"))
                return Error("GRA006", $"compression= is \"{method.Text}\", known are zlib, default and none", method.Offset);
            compression = method.Text == "none" ? CompressionAlgorithm.None : CompressionAlgorithm.Zlib;
        }

        var offsets = values.GetValueOrDefault("chunk_offsets");
        if (!TryChunks(offsets.Text, values.GetValueOrDefault("chunk_checksums").Text, (long)size, out var chunks))
            return Error("GRA007", "chunk_offsets= and chunk_checksums= are not as many ascending offsets and hashes as belong together", offsets.Offset);
        if (hash.IsNull && chunks.Count == 0)
            return Error("GRA008", "there is neither checksum= nor chunk_checksums=", 0);
        return new Graft(size, hash, chunks, compression);
    }

    private static bool TryChunks(string? offsetList, string? hashList, long size, out List<FileChunk> chunks)
    {
        chunks = [];
        if (string.IsNullOrEmpty(offsetList) && string.IsNullOrEmpty(hashList))
            return true;
        var offsetTexts = (offsetList ?? "").Split(',');
        var hashTexts = (hashList ?? "").Split(',');
        if (offsetTexts.Length != hashTexts.Length)
            return false;
        var offsets = new long[offsetTexts.Length + 1];
        offsets[^1] = size;
        for (var i = 0; i < offsetTexts.Length; i++)
        {
            if (!long.TryParse(offsetTexts[i], NumberStyles.None, CultureInfo.InvariantCulture, out offsets[i]))
                return false;
        }

        for (var i = 0; i < offsetTexts.Length; i++)
        {
            if (offsets[i + 1] <= offsets[i] || !ContentHash.TryParse(hashTexts[i], out var hash))
                return false;
            chunks.Add(new FileChunk(offsets[i], offsets[i + 1] - offsets[i], hash));
        }

        return offsets[0] == 0;
    }

    private static FormatError Error(string id, string cause, long offset) =>
        new(id, $"Graft file cannot be used: {cause}; write it anew with 'cvmfs_swissknife graft'.", offset);
}
