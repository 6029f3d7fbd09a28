using CernVM.Builder.Tooling.Processes;

namespace CernVM.Builder.Initramfs;

/// <summary>Compresses the archive in a way that the kernel unpacks. One thread each, because the number of threads changes the bytes.</summary>
public static class InitramfsCompression
{
    /// <summary>Compresses a file into another.</summary>
    public static async Task CompressAsync(string method, string source, string target, CancellationToken cancellation)
    {
        var call = method switch
        {
            // lib/decompress_unxz.c: CRC32 at most; the x86 filter makes machine code smaller.
            "xz" => new ToolCall("xz", ["--stdout", "--check=crc32", "--threads=1", "--x86", "--lzma2=preset=9e,dict=64MiB", source]),
            // lib/decompress_unzstd.c: a window of at most 128 MiB.
            "zstd" => new ToolCall("zstd", ["--stdout", "--quiet", "--ultra", "-22", "--single-thread", source]),
            "gzip" => new ToolCall("gzip", ["--stdout", "--no-name", "-9", source]),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "expected xz, zstd or gzip"),
        };
        await Tool.RequireAsync(call with { OutputFile = target }, "compressing the initramfs", cancellation).ConfigureAwait(false);
    }
}
