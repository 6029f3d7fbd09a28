namespace CernVM.Cvmfs.Formats.History;

/// <summary>What an entry of the reflog refers to. The numbers stand in the file.</summary>
public enum ReflogEntryKind
{
    /// <summary>A root catalog; nested ones are not recorded.</summary>
    RootCatalog = 0,

    /// <summary>A certificate.</summary>
    Certificate = 1,

    /// <summary>A tag database.</summary>
    History = 2,

    /// <summary>Meta info.</summary>
    MetaInfo = 3,
}
