using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CernVM.Cvmfs.Formats;

/// <summary>
/// A normalised path inside a repository, as bytes: empty for the root, else <c>/a/b</c>. Names are what Linux allows,
/// so they may be invalid UTF-8. The default value is the root.
/// </summary>
public readonly struct RepositoryPath : IEquatable<RepositoryPath>, IComparable<RepositoryPath>
{
    private readonly byte[]? _utf8;

    private RepositoryPath(byte[] utf8) => _utf8 = utf8;

    /// <summary>The repository's top directory.</summary>
    public static RepositoryPath Root => default;

    /// <summary>The normalised bytes: no trailing slash, empty for the root.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>True for the top directory.</summary>
    public bool IsRoot => Utf8.IsEmpty;

    /// <summary>Last component; empty for the root.</summary>
    public ReadOnlySpan<byte> Name => Utf8[(Utf8.LastIndexOf((byte)'/') + 1)..];

    /// <summary>The directory that holds this path; the root is its own parent.</summary>
    public RepositoryPath Parent
    {
        get
        {
            var slash = Utf8.LastIndexOf((byte)'/');
            return slash <= 0 ? Root : new RepositoryPath(Utf8[..slash].ToArray());
        }
    }

    /// <summary>
    /// Reads a path as people write it: "", "/" or "/a/b"; doubled and trailing slashes are dropped. False when it is not
    /// absolute, holds a NUL, or has "." or ".." as a component.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RepositoryPath path)
    {
        path = default;
        return text is not null && TryFromUtf8(Encoding.UTF8.GetBytes(text), out path);
    }

    /// <summary>As <see cref="TryParse"/>, from bytes.</summary>
    public static bool TryFromUtf8(ReadOnlySpan<byte> utf8, out RepositoryPath path)
    {
        path = default;
        if (utf8.IsEmpty)
            return true;
        if (utf8[0] != '/')
            return false;

        var normal = new byte[utf8.Length];
        var length = 0;
        foreach (var range in utf8.Split((byte)'/'))
        {
            var name = utf8[range];
            if (name.IsEmpty)
                continue;
            if (!IsName(name))
                return false;
            normal[length++] = (byte)'/';
            name.CopyTo(normal.AsSpan(length));
            length += name.Length;
        }

        path = length == 0 ? Root : new RepositoryPath(length == normal.Length ? normal : normal[..length]);
        return true;
    }

    /// <summary>Reads a path that is known to be good; throws <see cref="FormatException"/> otherwise.</summary>
    public static RepositoryPath FromUtf8(ReadOnlySpan<byte> utf8) => TryFromUtf8(utf8, out var path)
        ? path
        : throw new FormatException($"\"{Encoding.UTF8.GetString(utf8)}\" is no repository path: it must start with '/' and have no '.', '..' or NUL.");

    /// <summary>Reads a path that is known to be good; throws <see cref="FormatException"/> otherwise.</summary>
    public static RepositoryPath Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FromUtf8(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>True for what may be one component: not empty, not "." or "..", without slash and NUL.</summary>
    public static bool IsName(ReadOnlySpan<byte> name) =>
        !name.IsEmpty && !name.ContainsAny((byte)'/', (byte)0) && !name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8);

    /// <summary>The path of an entry of this directory; throws <see cref="ArgumentException"/> when it cannot be a name.</summary>
    public RepositoryPath Combine(ReadOnlySpan<byte> name)
    {
        if (!IsName(name))
            throw new ArgumentException($"\"{Encoding.UTF8.GetString(name)}\" is no file name.", nameof(name));
        var joined = new byte[Utf8.Length + 1 + name.Length];
        Utf8.CopyTo(joined);
        joined[Utf8.Length] = (byte)'/';
        name.CopyTo(joined.AsSpan(Utf8.Length + 1));
        return new RepositoryPath(joined);
    }

    /// <summary>True when this is <paramref name="prefix"/> or lies below it; compares whole components.</summary>
    public bool StartsWith(RepositoryPath prefix) =>
        Utf8.StartsWith(prefix.Utf8) && (Utf8.Length == prefix.Utf8.Length || Utf8[prefix.Utf8.Length] == '/');

    /// <inheritdoc/>
    public bool Equals(RepositoryPath other) => Utf8.SequenceEqual(other.Utf8);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RepositoryPath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Utf8);
        return hash.ToHashCode();
    }

    /// <summary>Byte order.</summary>
    public int CompareTo(RepositoryPath other) => Utf8.SequenceCompareTo(other.Utf8);

    /// <summary>For people: "/" for the root, invalid UTF-8 replaced.</summary>
    public override string ToString() => IsRoot ? "/" : Encoding.UTF8.GetString(Utf8);

    /// <summary>Same path.</summary>
    public static bool operator ==(RepositoryPath left, RepositoryPath right) => left.Equals(right);

    /// <summary>Different path.</summary>
    public static bool operator !=(RepositoryPath left, RepositoryPath right) => !left.Equals(right);

    /// <summary>Sorts before.</summary>
    public static bool operator <(RepositoryPath left, RepositoryPath right) => left.CompareTo(right) < 0;

    /// <summary>Sorts after.</summary>
    public static bool operator >(RepositoryPath left, RepositoryPath right) => left.CompareTo(right) > 0;

    /// <summary>Sorts before or is the same.</summary>
    public static bool operator <=(RepositoryPath left, RepositoryPath right) => left.CompareTo(right) <= 0;

    /// <summary>Sorts after or is the same.</summary>
    public static bool operator >=(RepositoryPath left, RepositoryPath right) => left.CompareTo(right) >= 0;
}
