namespace CernVM.Cvmfs.Formats;

/// <summary>Number of a published state of a repository (manifest key S); it only ever grows.</summary>
public readonly record struct Revision(ulong Number) : IComparable<Revision>
{
    /// <summary>The revision that the next publish gets unless told otherwise.</summary>
    public Revision Next => new(checked(Number + 1));

    /// <inheritdoc/>
    public int CompareTo(Revision other) => Number.CompareTo(other.Number);

    /// <inheritdoc/>
    public override string ToString() => Number.ToString();

    /// <summary>Older than.</summary>
    public static bool operator <(Revision left, Revision right) => left.Number < right.Number;

    /// <summary>Newer than.</summary>
    public static bool operator >(Revision left, Revision right) => left.Number > right.Number;

    /// <summary>Older than or the same.</summary>
    public static bool operator <=(Revision left, Revision right) => left.Number <= right.Number;

    /// <summary>Newer than or the same.</summary>
    public static bool operator >=(Revision left, Revision right) => left.Number >= right.Number;
}
