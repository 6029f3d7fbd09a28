namespace CernVM.Cvmfs.Formats.Sqlite;

/// <summary>
/// Bounds what one query may return: honest rows do not overlap in the file, so together they cannot be longer than it.
/// </summary>
internal struct ReadBudget(long fileLength)
{
    private const int RowOverhead = 8;
    private long _left = fileLength;

    /// <summary>Counts a row; false when there have been more bytes than the file holds.</summary>
    public bool TrySpend(long bytes) => (_left -= bytes + RowOverhead) >= 0;
}
