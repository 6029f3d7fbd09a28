namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>What is seen of one path. Names and targets are bytes held in Latin-1; null is "not compared".</summary>
internal sealed record TreeEntry
{
    public required string Path { get; init; }
    public required string Type { get; init; }
    public required string Mode { get; init; }
    public required string Uid { get; init; }
    public required string Gid { get; init; }
    public string? Size { get; init; }
    public string? Time { get; init; }
    public string? Nanoseconds { get; init; }
    public required string Target { get; init; }
    public required string Links { get; init; }
    public string Device { get; init; } = "-";
    public string Xattrs { get; init; } = "-";
    public string Sha256 { get; init; } = "-";

    /// <summary>Hard-link group or inode: only equality within one tree means something.</summary>
    public string Group { get; init; } = "-";
}
