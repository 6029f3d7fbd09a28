namespace CernVM.Cvmfs.Server.Planning;

/// <summary>Names are equal when their bytes are.</summary>
internal sealed class NameComparer : IEqualityComparer<ReadOnlyMemory<byte>>
{
    public static NameComparer Instance { get; } = new();

    public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode(ReadOnlyMemory<byte> obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj.Span);
        return hash.ToHashCode();
    }
}
