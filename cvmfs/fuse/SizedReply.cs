using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse;

/// <summary>The answer to GETXATTR and LISTXATTR: the bytes, or only how many there are when the caller has no buffer.</summary>
public ref struct SizedReply
{
    private readonly Span<byte> buffer;

    internal SizedReply(Span<byte> buffer, bool onlySize)
    {
        this.buffer = buffer;
        OnlySize = onlySize;
    }

    /// <summary>True when the caller asks only for the length.</summary>
    public bool OnlySize { get; }

    /// <summary>Length of the value in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Answers with these bytes, or with their number.</summary>
    /// <returns>What the operation returns: ERANGE when the caller's buffer is too small.</returns>
    public Errno Set(ReadOnlySpan<byte> bytes)
    {
        if (!OnlySize && !bytes.TryCopyTo(buffer))
            return Errno.ERANGE;
        Length = bytes.Length;
        return Errno.None;
    }
}
