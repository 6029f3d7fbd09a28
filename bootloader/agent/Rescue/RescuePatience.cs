namespace CernVM.Bootloader.Agent.Rescue;

/// <summary>How long the shell waits for somebody. All ours.</summary>
/// <param name="AfterFailure">Without input for this long, the failed stage is tried again.</param>
/// <param name="WhenAsked">Without input for this long, a shell that cvmdebug opened lets the boot go on.</param>
/// <param name="Retries">After this many unattended retries the machine restarts.</param>
internal sealed record RescuePatience(TimeSpan AfterFailure, TimeSpan WhenAsked, int Retries)
{
    /// <summary>An hour in all: long enough for a network to come back, short enough for a cluster to notice.</summary>
    public static RescuePatience Usual { get; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), 12);
}
