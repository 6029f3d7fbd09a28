namespace CernVM.Cvmfs.Formats.Sqlite;

/// <summary>One row of a query, wherever it comes from. Columns count from 0.</summary>
public interface IDatabaseRow
{
    /// <summary>True when the value is NULL.</summary>
    bool IsNull(int column);

    /// <summary>The value as a number; 0 for NULL.</summary>
    long GetInt64(int column);

    /// <summary>The bytes of a text or BLOB; empty for NULL.</summary>
    ReadOnlySpan<byte> GetBytes(int column);
}
