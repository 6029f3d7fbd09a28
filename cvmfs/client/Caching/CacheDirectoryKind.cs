namespace CernVM.Cvmfs.Client.Caching;

/// <summary>Who uses a cache directory, which decides about modes and about what survives a power loss.</summary>
internal enum CacheDirectoryKind
{
    /// <summary>The processes of one user on this machine; it stays.</summary>
    Own,

    /// <summary>Several machines and users (<c>CVMFS_ALIEN_CACHE</c>); it stays, and nobody here manages it.</summary>
    Alien,

    /// <summary>This process alone; it ends with it.</summary>
    Private,

    /// <summary>Somebody else, who filled it; it is only read.</summary>
    ReadOnly,
}
