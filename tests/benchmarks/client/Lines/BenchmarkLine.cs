using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Reports;

namespace CernVM.Benchmarks.Client.Lines;

/// <summary>One line of the table.</summary>
internal abstract class BenchmarkLine
{
    /// <summary>Short name for <c>--only</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What is done.</summary>
    public abstract string Title { get; }

    /// <summary>What it has to reach.</summary>
    public abstract Goal Goal { get; }

    /// <summary>Unit of the samples' values.</summary>
    public virtual string Unit => "s";

    /// <summary>Whether a plain tree takes part.</summary>
    public virtual bool ComparesWithPlain => false;

    /// <summary>Runs at most: lines that wait for a distant server take long, and do not vary.</summary>
    public virtual int MostRuns => int.MaxValue;

    /// <summary>Prepares a contender for measurements.</summary>
    public abstract Task<LineSession> OpenAsync(Bench bench, Contender contender, CancellationToken cancel);
}
