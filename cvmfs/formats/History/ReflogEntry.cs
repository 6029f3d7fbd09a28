using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.History;

/// <summary>One object that a manifest has once referred to.</summary>
public readonly record struct ReflogEntry(ContentHash Hash, ReflogEntryKind Kind, DateTimeOffset InsertedAt);
