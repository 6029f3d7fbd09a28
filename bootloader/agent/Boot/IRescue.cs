namespace CernVM.Bootloader.Agent.Boot;

/// <summary>Whoever decides after a failure: the shell on the console, or a script in tests.</summary>
internal interface IRescue
{
    /// <summary>Returns when the person has decided. <paramref name="failure"/> is null when the shell was asked for (cvmdebug).</summary>
    RescueChoice Decide(BootState state, BootFailure? failure);
}
