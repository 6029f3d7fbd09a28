namespace CernVM.Cvmfs.Tools.Client.Config.Checks;

/// <summary>Something that <c>chksetup</c> found; the sentences are the original's where it has the same check.</summary>
internal sealed record Finding(bool IsError, string Text)
{
    public static Finding Error(string text) => new(true, text);

    public static Finding Warning(string text) => new(false, text);

    /// <inheritdoc/>
    public override string ToString() => $"{(IsError ? "Error" : "Warning")}: {Text}";
}
