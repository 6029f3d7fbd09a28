namespace CernVM.Builder.Tooling.Progress;

/// <summary>Tells nobody.</summary>
public sealed class SilentProgress : IBuildProgress
{
    /// <summary>The one instance.</summary>
    public static SilentProgress Instance { get; } = new();

    /// <inheritdoc />
    public void Step(string title)
    {
        // Nobody listens.
    }

    /// <inheritdoc />
    public void Detail(string text)
    {
        // Nobody listens.
    }

    /// <inheritdoc />
    public void Skipped(string title, string reason)
    {
        // Nobody listens.
    }
}
