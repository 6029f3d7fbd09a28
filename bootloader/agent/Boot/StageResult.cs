namespace CernVM.Bootloader.Agent.Boot;

/// <summary>The outcome of a stage: done (with a short summary for the console), or a failure.</summary>
internal readonly record struct StageResult(string Summary, BootFailure? Failure)
{
    /// <summary>Whether the stage did its work.</summary>
    public bool IsOk => Failure is null;

    /// <summary>The stage is done; <paramref name="summary"/> is printed behind its name.</summary>
    public static StageResult Done(string summary = "") => new(summary, null);

    /// <summary>The stage failed; the boot cannot simply go on.</summary>
    public static StageResult Failed(string what, string why, string cure) => new("", new BootFailure(what, why, cure));
}
