namespace CernVM.Benchmarks.Client.Reports;

/// <summary>What a line has to reach.</summary>
/// <param name="Text">For people.</param>
/// <param name="Reaches">Whether medians of ours, original and plain reach it; null when the one that it is measured against is missing.</param>
internal sealed record Goal(string Text, Func<double, double?, double?, bool?> Reaches)
{
    /// <summary>So many times as fast as the original.</summary>
    public static Goal TimesOriginal(double factor) =>
        new($">= {factor:0.#} x original", (ours, original, _) => original is { } time ? time / ours >= factor : null);

    /// <summary>At least so much of the plain tree's speed.</summary>
    public static Goal ShareOfPlain(double share) =>
        new($">= {share:0 %} of ext4", (ours, _, plain) => plain is { } time ? time / ours >= share : null);

    /// <summary>At most so much longer than the plain tree.</summary>
    public static Goal OverPlain(double over) =>
        new($"<= {1 + over:0 %} of ext4's time", (ours, _, plain) => plain is { } time ? ours <= time * (1 + over) : null);

    /// <summary>An absolute bound.</summary>
    public static Goal AtMost(double bound, string unit) => new($"<= {bound:0.#} {unit}", (ours, _, _) => ours <= bound);

    /// <summary>Not above the original.</summary>
    public static Goal NotAboveOriginal { get; } = new("not above the original", (ours, original, _) => original is { } value ? ours <= value : null);
}
