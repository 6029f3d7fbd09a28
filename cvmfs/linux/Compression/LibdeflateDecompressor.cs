using System.Runtime.InteropServices;
using CernVM.Cvmfs.Linux.Abi;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Compression;

/// <summary>Decompresses whole zlib streams (RFC 1950) with libdeflate. One thread at a time; keep one per worker.</summary>
public sealed class LibdeflateDecompressor : IDisposable
{
    private readonly Handle handle = new(Libdeflate.libdeflate_alloc_decompressor());

    /// <summary>Decompresses one stream.</summary>
    /// <param name="input">The stream; more bytes may follow it.</param>
    /// <param name="output">Room for the content.</param>
    /// <param name="consumed">Length of the stream in bytes; what is left of <paramref name="input"/> is the caller's to judge.</param>
    /// <param name="produced">Length of the content in bytes.</param>
    public DecompressionOutcome Decompress(ReadOnlySpan<byte> input, Span<byte> output, out int consumed, out int produced)
    {
        var outcome = Libdeflate.libdeflate_zlib_decompress_ex(
            handle,
            in MemoryMarshal.GetReference(input),
            (nuint)input.Length,
            ref MemoryMarshal.GetReference(output),
            (nuint)output.Length,
            out var taken,
            out var given);
        (consumed, produced) = outcome == Libdeflate.LIBDEFLATE_SUCCESS ? ((int)taken, (int)given) : (0, 0);
        return (DecompressionOutcome)outcome;
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private sealed class Handle : SafeHandleZeroOrMinusOneIsInvalid
    {
        public Handle(nint pointer)
            : base(ownsHandle: true)
        {
            SetHandle(pointer);
            if (IsInvalid)
                throw new LinuxException("allocate a libdeflate decompressor", Errno.ENOMEM);
        }

        protected override bool ReleaseHandle()
        {
            Libdeflate.libdeflate_free_decompressor(handle);
            return true;
        }
    }
}
