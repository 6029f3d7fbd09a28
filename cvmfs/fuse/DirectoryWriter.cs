using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse;

/// <summary>Takes the entries of READDIR.</summary>
public ref struct DirectoryWriter
{
    private readonly Span<byte> buffer;

    internal DirectoryWriter(Span<byte> buffer) => this.buffer = buffer;

    internal int Length { get; private set; }

    /// <summary>Adds a name.</summary>
    /// <param name="name">1 to 255 bytes.</param>
    /// <param name="inode">Inode number to show.</param>
    /// <param name="kind">Type.</param>
    /// <param name="nextOffset">Where listing goes on after this entry; not 0.</param>
    /// <returns>False when it does not fit: stop here, the kernel asks again.</returns>
    public bool TryAdd(ReadOnlySpan<byte> name, ulong inode, FileKind kind, long nextOffset)
    {
        var written = DirectoryEncoder.Write(buffer[Length..], name, inode, kind, nextOffset);
        Length += written;
        return written > 0;
    }
}
