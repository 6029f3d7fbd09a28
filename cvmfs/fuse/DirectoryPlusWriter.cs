using CernVM.Cvmfs.Fuse.Kernel;

namespace CernVM.Cvmfs.Fuse;

/// <summary>Takes the entries of READDIRPLUS.</summary>
public ref struct DirectoryPlusWriter
{
    private readonly Span<byte> buffer;

    internal DirectoryPlusWriter(Span<byte> buffer) => this.buffer = buffer;

    internal int Length { get; private set; }

    /// <summary>
    /// Adds a name with its node and attributes. With node 0 the kernel takes only the name, the inode number and the type from
    /// the attributes, as for <c>.</c> and <c>..</c>.
    /// </summary>
    /// <param name="name">1 to 255 bytes.</param>
    /// <param name="entry">What LOOKUP would answer.</param>
    /// <param name="nextOffset">Where listing goes on after this entry; not 0.</param>
    /// <returns>False when it does not fit: stop here and count no reference, the kernel asks again.</returns>
    public bool TryAdd(ReadOnlySpan<byte> name, in NodeEntry entry, long nextOffset)
    {
        var written = DirectoryEncoder.WritePlus(buffer[Length..], name, entry, nextOffset);
        Length += written;
        return written > 0;
    }
}
