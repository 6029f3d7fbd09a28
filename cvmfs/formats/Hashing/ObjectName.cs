namespace CernVM.Cvmfs.Formats.Hashing;

/// <summary>Name of an object in a repository's store: its hash and, as the last letter, its kind.</summary>
public readonly record struct ObjectName(ContentHash Hash, ObjectKind Kind)
{
    private const string Letters = "\0PCHXM";

    /// <summary>Folder of all objects.</summary>
    public const string StoreFolder = "data/";

    /// <summary>Where the object lies: <c>data/</c>, two digits, <c>/</c>, the rest.</summary>
    public string StorePath
    {
        get
        {
            Span<char> text = stackalloc char[HashText.MaxLength + 1];
            var length = Format(text);
            return string.Concat(StoreFolder, text[..2], "/", text[2..length]);
        }
    }

    /// <summary>Name of the link to the object beside the manifest, for repositories with alternative catalog paths.</summary>
    public string AlternativePath => ".cvmfsalt-" + ToString();

    /// <summary>Reads <c>hex[-algorithm][letter]</c>; objects are never named by MD5.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ObjectName name)
    {
        name = default;
        var kind = text.IsEmpty ? 0 : Letters.IndexOf(text[^1]);
        var hashText = kind > 0 ? text[..^1] : text;
        if (!ContentHash.TryParse(hashText, out var hash) || hash.Algorithm == ContentHashAlgorithm.Md5)
            return false;
        name = new ObjectName(hash, kind > 0 ? (ObjectKind)kind : ObjectKind.Bulk);
        return true;
    }

    /// <summary>Reads what <see cref="StorePath"/> writes.</summary>
    public static bool TryParseStorePath(ReadOnlySpan<char> path, out ObjectName name)
    {
        name = default;
        Span<char> text = stackalloc char[HashText.MaxLength + 1];
        if (!path.StartsWith(StoreFolder, StringComparison.Ordinal))
            return false;
        var inFolder = path[StoreFolder.Length..];
        if (inFolder.Length is < 4 || inFolder.Length > text.Length + 1 || inFolder[2] != '/')
            return false;
        inFolder[..2].CopyTo(text);
        inFolder[3..].CopyTo(text[2..]);
        return TryParse(text[..(inFolder.Length - 1)], out name);
    }

    /// <summary>Hex digits, the algorithm's marker, the letter.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[HashText.MaxLength + 1];
        return text[..Format(text)].ToString();
    }

    private int Format(Span<char> text)
    {
        Hash.TryFormat(text, out var length);
        if (Kind != ObjectKind.Bulk)
            text[length++] = Letters[(int)Kind];
        return length;
    }
}
