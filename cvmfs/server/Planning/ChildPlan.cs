using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Planning;

/// <summary>One name of a directory: what the base has, what the source says, and whether the name is there afterwards.</summary>
internal readonly record struct ChildPlan(ReadOnlyMemory<byte> Name, DirectoryEntry? Base, SourceEntry? Source, bool IsGone)
{
    /// <summary>There afterwards, just as it was.</summary>
    public bool IsKept => !IsGone && Source is null;

    /// <summary>Whether the name is a directory afterwards.</summary>
    public bool BecomesDirectory => !IsGone && (Source is { } source ? source.IsDirectory : Base!.IsDirectory);

    /// <summary>Whether the name is a plain file afterwards.</summary>
    public bool BecomesRegular => !IsGone && (Source is { } source ? source.IsRegular : Base!.IsRegular);
}
