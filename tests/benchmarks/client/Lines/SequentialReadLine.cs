using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>From the first byte to the last.</summary>
internal sealed class SequentialReadLine(bool chunked) : LargeFileLine(chunked)
{
    public override string Name => $"sequential-{Kind}";

    public override string Title => $"warm sequential read, 1 GiB file ({Kind})";

    public override Goal Goal => Goal.ShareOfPlain(0.97);

    protected override Task WorkAsync(Bench bench, Place place, CancellationToken cancel) => Task.Run(() => ReadAll(PathIn(place)), cancel);
}
