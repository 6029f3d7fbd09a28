using System.Buffers;
using System.Buffers.Binary;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Files;

/// <summary>
/// Reads a directory's names in the order of the file system, without <c>.</c> and <c>..</c> (getdents64(2)). One pooled buffer,
/// nothing allocated per name. The directory's position moves, so one reader at a time.
/// </summary>
public ref struct DirectoryReader : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private readonly DirectoryHandle directory;
    private byte[]? buffer;
    private int position;
    private int end;

    /// <summary>Starts at the directory's current position, which is its beginning after opening.</summary>
    public DirectoryReader(DirectoryHandle directory)
    {
        this.directory = directory;
        buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    }

    /// <summary>Why reading ended: <see cref="Errno.None"/> at the end of the directory.</summary>
    public Errno Error { get; private set; }

    /// <summary>Reads the next name.</summary>
    /// <param name="entry">Valid until the next call.</param>
    /// <returns>False at the end and on an error; see <see cref="Error"/>.</returns>
    public bool TryRead(out DirectoryItem entry)
    {
        while (true)
        {
            if (position == end && !Fill())
            {
                entry = default;
                return false;
            }

            entry = Decode();
            if (!entry.Name.SequenceEqual("."u8) && !entry.Name.SequenceEqual(".."u8))
                return true;
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (buffer is null)
            return;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = null;
    }

    private bool Fill()
    {
        ObjectDisposedException.ThrowIf(buffer is null, typeof(DirectoryReader));
        var count = Libc.getdents64(directory, ref buffer[0], (nuint)buffer.Length);
        Error = count < 0 ? Gate.LastError : Errno.None;
        position = 0;
        end = (int)Math.Max(count, 0);
        return end > 0;
    }

    // struct linux_dirent64: u64 d_ino, s64 d_off, u16 d_reclen, u8 d_type, char d_name[].
    private DirectoryItem Decode()
    {
        ReadOnlySpan<byte> record = buffer.AsSpan(position, end - position);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(record[16..]);
        var name = record[19..length];
        position += length;
        return new DirectoryItem(BinaryPrimitives.ReadUInt64LittleEndian(record), (FileKind)(record[18] << 12), name[..name.IndexOf((byte)0)]);
    }
}

/// <summary>One name of a directory; valid until the reader moves on.</summary>
public readonly ref struct DirectoryItem
{
    internal DirectoryItem(ulong inode, FileKind kind, ReadOnlySpan<byte> name)
    {
        Inode = inode;
        Kind = kind;
        Name = name;
    }

    /// <summary>Inode number.</summary>
    public ulong Inode { get; }

    /// <summary>Type, or <see cref="FileKind.Unknown"/> where the file system does not say.</summary>
    public FileKind Kind { get; }

    /// <summary>The name, any bytes but zero and slash.</summary>
    public ReadOnlySpan<byte> Name { get; }
}
