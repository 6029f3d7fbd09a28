using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Storage;

/// <summary>
/// Name of a stored file relative to the repository's storage root, as <c>data/ab/cdef…C</c> or <c>.cvmfspublished</c>
/// (formats §2). Always relative, without empty, <c>.</c> or <c>..</c> components, and at most <see cref="MaxLength"/> characters.
/// </summary>
public readonly record struct StoreKey
{
    /// <summary>Longest accepted key in characters (ours, arbitrary; S3 allows 1024 bytes).</summary>
    public const int MaxLength = 512;

    private readonly string? _value;

    private StoreKey(string value) => _value = value;

    /// <summary>Wraps a key that is known to be valid.</summary>
    /// <exception cref="ArgumentException">The text is no valid key.</exception>
    public static StoreKey Parse(string value) =>
        TryParse(value, out var key)
            ? key
            : throw new ArgumentException(
                $"'{value}' is no store key: it must be a relative path of at most {MaxLength} characters without '.' or '..' parts.", nameof(value));

    /// <summary>The key of a content-addressed object.</summary>
    public static StoreKey Of(ObjectName name) => new(name.StorePath);

    /// <summary>The text of the key.</summary>
    /// <exception cref="InvalidOperationException">The key is the default value, which names nothing.</exception>
    public string Value => _value ?? throw new InvalidOperationException("An empty StoreKey names no stored file; make it with StoreKey.Parse.");

    /// <summary>Checks and wraps a key; false when the text could lead outside the store or nowhere.</summary>
    public static bool TryParse([NotNullWhen(true)] string? value, out StoreKey key)
    {
        key = default;
        if (string.IsNullOrEmpty(value) || value.Length > MaxLength || value.AsSpan().ContainsAny('\0', '\\'))
            return false;
        foreach (var range in value.AsSpan().Split('/'))
        {
            if (value.AsSpan()[range] is "" or "." or "..")
                return false;
        }

        key = new StoreKey(value);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
