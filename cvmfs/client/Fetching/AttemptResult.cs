namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Outcome of an attempt, the reason as part of a sentence, and the plain bytes written.</summary>
internal readonly record struct AttemptResult(AttemptOutcome Outcome, string Reason, long Length)
{
    /// <summary>Success.</summary>
    public static AttemptResult Ok(long length) => new(AttemptOutcome.Ok, "", length);
}
