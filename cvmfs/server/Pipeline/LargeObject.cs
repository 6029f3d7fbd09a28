using System.IO.Compression;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>A file too big for a buffer, as it will be stored: packed into an unnamed temporary file, with its hash.</summary>
internal sealed class LargeObject : IDisposable
{
    private const int BlockSize = 1 << 20;

    private LargeObject(FileStream content, ContentHash hash) => (Content, Hash) = (content, hash);

    public FileStream Content { get; }

    public ContentHash Hash { get; }

    public static async ValueTask<LargeObject> PrepareAsync(SafeFileHandle file, PipelineOptions options, CancellationToken cancellationToken)
    {
        var path = Path.Combine(options.TemporaryDirectory, Guid.NewGuid().ToString("N"));
        var content = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BlockSize, FileOptions.DeleteOnClose);
        try
        {
            await PackAsync(file, content, options.Compression, cancellationToken);
            return new LargeObject(content, await HashAsync(content, options.Algorithm, cancellationToken));
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => Content.Dispose();

    private static async Task PackAsync(SafeFileHandle file, Stream target, CompressionAlgorithm compression, CancellationToken cancellationToken)
    {
        await using var packer = compression == CompressionAlgorithm.None ? null : new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true);
        var block = new byte[BlockSize];
        long offset = 0;
        int read;
        while ((read = RandomAccess.Read(file, block, offset)) > 0)
        {
            await (packer ?? target).WriteAsync(block.AsMemory(0, read), cancellationToken);
            offset += read;
        }
    }

    private static async Task<ContentHash> HashAsync(FileStream content, ContentHashAlgorithm algorithm, CancellationToken cancellationToken)
    {
        content.Position = 0;
        using var hasher = new ContentHasher(algorithm);
        var block = new byte[BlockSize];
        int read;
        while ((read = await content.ReadAsync(block, cancellationToken)) > 0)
            hasher.Append(block.AsSpan(0, read));
        content.Position = 0;
        return hasher.Finish();
    }
}
