namespace CernVM.Cvmfs.Server.Sources;

/// <summary>What a source says about one directory.</summary>
/// <param name="Self">Attributes of the directory itself; null leaves them as they are.</param>
/// <param name="IsComplete">Whether everything that is not listed is gone; otherwise the rest of the directory stays as it was.</param>
/// <param name="Entries">New and changed entries, sorted by the bytes of their names.</param>
/// <param name="Removed">Names that are gone, when the listing is not complete.</param>
public sealed record SourceDirectory(
    SourceEntry? Self, bool IsComplete, IReadOnlyList<SourceEntry> Entries, IReadOnlyList<ReadOnlyMemory<byte>> Removed);
