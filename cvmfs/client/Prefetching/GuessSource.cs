namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>
/// How well the guesses from one place came true. A place may have some unused guesses, and more with each one that was used: right guesses double
/// quickly, and a wrong place costs little and stops nobody else. Counted by the ledger, under its lock.
/// </summary>
/// <param name="first">Unused guesses before the first one came true.</param>
/// <param name="perUse">Further unused guesses for each one that came true.</param>
internal sealed class GuessSource(int first, int perUse)
{
    private int _unused;
    private int _used;

    /// <summary>Whether it may guess on.</summary>
    public bool HasRoom => Volatile.Read(ref _unused) < first + (perUse * Volatile.Read(ref _used));

    /// <summary>Counts a guess.</summary>
    public void Guess() => Volatile.Write(ref _unused, _unused + 1);

    /// <summary>Takes a guess back that was used, or will not be.</summary>
    public void End(bool used)
    {
        Volatile.Write(ref _unused, _unused - 1);
        if (used)
            Volatile.Write(ref _used, _used + 1);
    }
}
