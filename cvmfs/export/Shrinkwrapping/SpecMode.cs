namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>What a specification says about one path.</summary>
internal enum SpecMode
{
    /// <summary>It lies on the way to a wanted path.</summary>
    Passage,

    /// <summary>It lies on the way to an unwanted path only.</summary>
    OnlyForExclusion,

    /// <summary>It is wanted itself.</summary>
    Exactly,

    /// <summary>It is wanted with its own entries (<c>^/path/*</c>).</summary>
    OwnEntries,

    /// <summary>It is wanted with everything below (<c>/path/*</c>).</summary>
    Everything,

    /// <summary>It is not wanted (<c>!/path</c>).</summary>
    Nothing,
}
