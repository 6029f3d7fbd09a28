using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace CernVM.Cvmfs.Linux;

/// <summary>A zero-terminated copy of a byte path for the length of one system call; short paths stay on the stack.</summary>
internal ref struct NativePath : IDisposable
{
    /// <summary>Bytes of stack that a caller offers: most names and paths fit.</summary>
    public const int Scratch = 512;

    private byte[]? rented;

    /// <summary>Copies the path.</summary>
    /// <exception cref="ArgumentException">The path holds a zero byte, which no kernel interface can carry.</exception>
    public NativePath(ReadOnlySpan<byte> path, Span<byte> scratch)
    {
        if (path.Contains((byte)0))
            throw new ArgumentException("A path cannot hold a zero byte; refuse such a name where it is read.", nameof(path));
        var target = path.Length < scratch.Length ? scratch : rented = ArrayPool<byte>.Shared.Rent(path.Length + 1);
        path.CopyTo(target);
        target[path.Length] = 0;
        Terminated = target[..(path.Length + 1)];
    }

    /// <summary>The UTF-8 form of a text path; null gives the null pointer.</summary>
    public NativePath(string? path, Span<byte> scratch)
        : this(path is null ? default : Encoding.UTF8.GetBytes(path), scratch)
    {
        if (path is null)
            Terminated = default;
    }

    /// <summary>The bytes with their terminating zero.</summary>
    public ReadOnlySpan<byte> Terminated { get; private set; }

    /// <summary>The first byte, for pinning.</summary>
    public readonly ref readonly byte Pointer => ref MemoryMarshal.GetReference(Terminated);

    public void Dispose()
    {
        if (rented is null)
            return;
        ArrayPool<byte>.Shared.Return(rented);
        rented = null;
        Terminated = default;
    }
}
