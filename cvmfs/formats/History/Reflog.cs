namespace CernVM.Cvmfs.Formats.History;

/// <summary>The content of <c>.cvmfsreflog</c>, in memory.</summary>
/// <param name="Repository">The repository it belongs to.</param>
/// <param name="Entries">In the order of insertion.</param>
public sealed record Reflog(RepositoryName Repository, IReadOnlyList<ReflogEntry> Entries);
