using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux.Abi;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Compression;

/// <summary>Compresses whole blocks into the zlib format (RFC 1950) with libdeflate. One thread at a time; keep one per worker.</summary>
public sealed class LibdeflateCompressor : IDisposable
{
    /// <summary>Fastest level.</summary>
    public const int MinimumLevel = 1;

    /// <summary>Smallest output.</summary>
    public const int MaximumLevel = 12;

    private readonly Handle handle;

    /// <summary>Takes about a megabyte of memory until disposed.</summary>
    /// <param name="level">1 to 12; 6 is the usual one.</param>
    public LibdeflateCompressor(int level = 6)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, MinimumLevel);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, MaximumLevel);
        handle = new Handle(Libdeflate.libdeflate_alloc_compressor(level));
        if (handle.IsInvalid)
            throw new LinuxException("allocate a libdeflate compressor", Errno.ENOMEM);
    }

    /// <summary>Room that the output of an input of this length needs at most, in bytes.</summary>
    public int MaxCompressedLength(int inputLength) => (int)Libdeflate.libdeflate_zlib_compress_bound(handle, (nuint)inputLength);

    /// <summary>Compresses a block.</summary>
    /// <returns>Number of bytes written; 0 when they did not fit.</returns>
    public int Compress(ReadOnlySpan<byte> input, Span<byte> output) => (int)Libdeflate.libdeflate_zlib_compress(
        handle,
        in MemoryMarshal.GetReference(input),
        (nuint)input.Length,
        ref MemoryMarshal.GetReference(output),
        (nuint)output.Length);

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private sealed class Handle : SafeHandleZeroOrMinusOneIsInvalid
    {
        public Handle(nint pointer)
            : base(ownsHandle: true) => SetHandle(pointer);

        protected override bool ReleaseHandle()
        {
            Libdeflate.libdeflate_free_compressor(handle);
            return true;
        }
    }
}
