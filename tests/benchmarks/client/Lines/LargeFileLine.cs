using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>Reads of one file of 1 GiB that is in all caches.</summary>
internal abstract class LargeFileLine(bool chunked) : WarmLine
{
    private const int Block = 1 << 20;

    /// <summary>For names and titles.</summary>
    protected string Kind => chunked ? "chunked" : "whole";

    protected override Task<PublishedRepository> RepositoryAsync(Bench bench, CancellationToken cancel) =>
        chunked ? bench.Publisher.ChunkedAsync(cancel) : bench.Publisher.WholeAsync(cancel);

    protected override Task WarmUpAsync(Bench bench, Place place, CancellationToken cancel) => Task.Run(() => ReadAll(PathIn(place)), cancel);

    protected static string PathIn(Place place) => Path.Combine(place.Root, Publisher.LargeFileName);

    protected static void ReadAll(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var buffer = GC.AllocateUninitializedArray<byte>(Block);
        long offset = 0;
        for (int read; (read = RandomAccess.Read(file, buffer, offset)) > 0;)
            offset += read;
        if (offset != Publisher.LargeFileLength)
            throw new InvalidOperationException($"{path} has {offset} bytes instead of {Publisher.LargeFileLength}.");
    }
}
