using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>What to publish, and how to call it.</summary>
public sealed record PublishRequest
{
    /// <summary>The changes; null publishes the same content again under a new revision.</summary>
    public required IChangeSource? Source { get; init; }

    /// <summary>Name of a tag for the new revision.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether a tag of that name which names another state moves to the new revision, instead of being refused.</summary>
    public bool MovesTag { get; init; }

    /// <summary>Description of that tag.</summary>
    public string Message { get; init; } = "";

    /// <summary>Rules for nested catalogs beside those of the repository's own <c>/.cvmfsdirtab</c>.</summary>
    public ReadOnlyMemory<byte> Dirtab { get; init; }

    /// <summary>Whether a file with the recorded size and time counts as unchanged without being read.</summary>
    public bool TrustsTimes { get; init; }

    /// <summary>Whether a publish without any change still makes a new revision.</summary>
    public bool AlwaysMakesRevision { get; init; }

    /// <summary>Number of the new revision; null counts on by one.</summary>
    public Revision? Revision { get; init; }
}
