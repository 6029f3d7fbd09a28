namespace CernVM.Cvmfs.Pac;

/// <summary>Bounds of one evaluation; all ours, far above what PAC files of sites need.</summary>
internal sealed record PacLimits
{
    /// <summary>Time of the whole evaluation, without the waits for name servers between two statements.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time of one regular expression.</summary>
    public TimeSpan RegexTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Statements.</summary>
    public int Statements { get; init; } = 1_000_000;

    /// <summary>Bytes that the script may allocate, garbage included.</summary>
    public long MemoryBytes { get; init; } = 64 << 20;

    /// <summary>Elements of an array.</summary>
    public uint ArraySize { get; init; } = 100_000;

    /// <summary>Calls inside calls.</summary>
    public int Recursion { get; init; } = 128;

    /// <summary>Syntax inside syntax, such as parentheses, blocks, or the terms of a sum.</summary>
    public int Nesting { get; init; } = 512;

    /// <summary>Characters of the script.</summary>
    public int ScriptLength { get; init; } = 1 << 20;

    /// <summary>Characters of one result.</summary>
    public int ResultLength { get; init; } = 16 * 1024;

    /// <summary>Stack of the evaluating thread.</summary>
    public int StackBytes { get; init; } = 16 << 20;
}
