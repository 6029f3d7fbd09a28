using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>Small pieces from everywhere.</summary>
internal sealed class RandomReadLine(int size, bool chunked) : LargeFileLine(chunked)
{
    private const int Reads = 200_000;

    public override string Name => $"random-{size}-{Kind}";

    public override string Title => $"warm random reads of {size} bytes, {Reads:N0} of them ({Kind})";

    public override Goal Goal => Goal.ShareOfPlain(0.90);

    protected override Task WorkAsync(Bench bench, Place place, CancellationToken cancel) => Task.Run(() => ReadRandomly(PathIn(place)), cancel);

    private void ReadRandomly(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var buffer = GC.AllocateUninitializedArray<byte>(size);
        var places = new Random(size);
        for (var read = 0; read < Reads; read++)
        {
            if (RandomAccess.Read(file, buffer, places.NextInt64(Publisher.LargeFileLength / size) * size) != size)
                throw new InvalidOperationException($"{path} ends too early.");
        }
    }
}
