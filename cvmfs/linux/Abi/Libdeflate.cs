using System.Runtime.InteropServices;

namespace CernVM.Cvmfs.Linux.Abi;

/// <summary>libdeflate.h.</summary>
internal static partial class Libdeflate
{
    private const string Library = "deflate";

    public const int LIBDEFLATE_SUCCESS = 0;
    public const int LIBDEFLATE_BAD_DATA = 1;
    public const int LIBDEFLATE_SHORT_OUTPUT = 2;
    public const int LIBDEFLATE_INSUFFICIENT_SPACE = 3;

    [LibraryImport(Library)]
    public static partial nint libdeflate_alloc_compressor(int level);

    [LibraryImport(Library)]
    public static partial nuint libdeflate_zlib_compress(SafeHandle compressor, ref readonly byte input, nuint inputLength, ref byte output, nuint outputAvailable);

    [LibraryImport(Library)]
    public static partial nuint libdeflate_zlib_compress_bound(SafeHandle compressor, nuint length);

    [LibraryImport(Library)]
    public static partial void libdeflate_free_compressor(nint compressor);

    [LibraryImport(Library)]
    public static partial nint libdeflate_alloc_decompressor();

    [LibraryImport(Library)]
    public static partial int libdeflate_zlib_decompress_ex(
        SafeHandle decompressor, ref readonly byte input, nuint inputLength, ref byte output, nuint outputAvailable, out nuint consumed, out nuint produced);

    [LibraryImport(Library)]
    public static partial void libdeflate_free_decompressor(nint decompressor);
}
