namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>Compares names by their bytes.</summary>
internal sealed class NameComparer : IEqualityComparer<ReadOnlyMemory<byte>>
{
    public static NameComparer Instance { get; } = new();

    public bool Equals(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) => left.Span.SequenceEqual(right.Span);

    public int GetHashCode(ReadOnlyMemory<byte> name)
    {
        var hash = default(HashCode);
        hash.AddBytes(name.Span);
        return hash.ToHashCode();
    }
}
