using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Catalogs;

/// <summary>Finds paths in dictionaries by parts of other paths, without making new ones.</summary>
internal sealed class PathComparer : IEqualityComparer<RepositoryPath>, IAlternateEqualityComparer<ReadOnlySpan<byte>, RepositoryPath>
{
    /// <summary>The only one.</summary>
    public static PathComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(RepositoryPath x, RepositoryPath y) => x == y;

    /// <inheritdoc/>
    public int GetHashCode(RepositoryPath obj) => GetHashCode(obj.Utf8);

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<byte> alternate, RepositoryPath other) => alternate.SequenceEqual(other.Utf8);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = default(HashCode);
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public RepositoryPath Create(ReadOnlySpan<byte> alternate) => RepositoryPath.FromUtf8(alternate);
}
