namespace CernVM.Builder.Tooling.Progress;

/// <summary>Where a long operation tells what it is doing.</summary>
public interface IBuildProgress
{
    /// <summary>A step begins.</summary>
    void Step(string title);

    /// <summary>A detail of the present step; the newest one replaces the one before on a terminal.</summary>
    void Detail(string text);

    /// <summary>A step was not needed, and why.</summary>
    void Skipped(string title, string reason);
}
