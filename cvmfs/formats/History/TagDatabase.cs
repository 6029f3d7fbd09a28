using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.History;

/// <summary>The content of a tag database, in memory.</summary>
public sealed record TagDatabase
{
    /// <summary>The repository it belongs to.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>The database before this one; null hash when there was none.</summary>
    public ContentHash PreviousRevision { get; init; } = ContentHash.Null(ContentHashAlgorithm.Sha1);

    /// <summary>All tags, newest revision first, then by name.</summary>
    public required IReadOnlyList<Tag> Tags { get; init; }

    /// <summary>Finds a tag by its name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out Tag? tag)
    {
        tag = Tags.FirstOrDefault(candidate => candidate.Name == name);
        return tag is not null;
    }

    /// <summary>The state that was current at a moment: on the default branch, the highest revision not younger. Null when all are younger.</summary>
    public Tag? FindByDate(DateTimeOffset moment) =>
        Tags.Where(tag => tag.Branch.Length == 0 && tag.Timestamp <= moment).MaxBy(tag => tag.Revision);
}
