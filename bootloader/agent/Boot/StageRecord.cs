namespace CernVM.Bootloader.Agent.Boot;

/// <summary>What the boot report says about one stage.</summary>
/// <param name="Number">1 is the first.</param>
/// <param name="Name">As on the console.</param>
/// <param name="StartedAfter">Milliseconds from the start of the agent.</param>
/// <param name="Milliseconds">How long it took, all attempts together.</param>
/// <param name="Attempts">How often it was run.</param>
/// <param name="Summary">What it did, or what failed.</param>
/// <param name="Ok">Whether the last attempt did its work.</param>
internal sealed record StageRecord(
    int Number, string Name, double StartedAfter, double Milliseconds, int Attempts, string Summary, bool Ok);
