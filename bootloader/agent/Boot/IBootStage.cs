namespace CernVM.Bootloader.Agent.Boot;

/// <summary>One numbered step of the boot. Its place in the list of <see cref="BootSequence"/> is its number.</summary>
internal interface IBootStage
{
    /// <summary>A few words, as printed on the console.</summary>
    string Name { get; }

    /// <summary>The longest that the stage may take before it counts as failed.</summary>
    TimeSpan Limit { get; }

    /// <summary>Does the work. May be called again after a failure, so it must cope with its own half-done work.</summary>
    ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation);
}
