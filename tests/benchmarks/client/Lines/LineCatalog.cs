namespace CernVM.Benchmarks.Client.Lines;

/// <summary>All lines, in the order of the table.</summary>
internal static class LineCatalog
{
    public static IReadOnlyList<BenchmarkLine> All { get; } =
    [
        new ColdWalkLine(),
        new DistantWalkLine(),
        new WarmWalkLine(),
        new ColdReadLine(),
        new ColdCopyLine(milliseconds: 0),
        new ColdCopyLine(milliseconds: 2),
        new PythonImportLine(withProfile: false),
        new PythonImportLine(withProfile: true),
        new SequentialReadLine(chunked: false),
        new SequentialReadLine(chunked: true),
        new RandomReadLine(512, chunked: false),
        new RandomReadLine(512, chunked: true),
        new RandomReadLine(4096, chunked: false),
        new RandomReadLine(4096, chunked: true),
        new ManyProcessesLine(),
        new MemoryLine(million: false),
        new MemoryLine(million: true),
        new ColdStartLine(),
        new WarmStartLine(),
    ];
}
