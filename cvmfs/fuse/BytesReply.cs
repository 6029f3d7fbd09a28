using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse;

/// <summary>An answer of plain bytes, such as a link's target.</summary>
public ref struct BytesReply
{
    internal BytesReply(Span<byte> buffer) => Buffer = buffer;

    /// <summary>Room for the answer; fill it and set <see cref="Length"/>, or use <see cref="Set"/>.</summary>
    public Span<byte> Buffer { get; }

    /// <summary>Number of bytes of the answer.</summary>
    public int Length { get; set; }

    /// <summary>Answers with these bytes.</summary>
    /// <returns>ENAMETOOLONG when they do not fit.</returns>
    public Errno Set(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.TryCopyTo(Buffer))
            return Errno.ENAMETOOLONG;
        Length = bytes.Length;
        return Errno.None;
    }
}
