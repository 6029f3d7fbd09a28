namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>Why an object is fetched ahead, the most certain reason first: that is the order in which they are served.</summary>
internal enum PrefetchKind
{
    /// <summary>The next chunk of a file that is read in order.</summary>
    ReadAhead,

    /// <summary>A catalog that a walk will reach, or that lies on the way to a file of a profile.</summary>
    Catalog,

    /// <summary>A file that an access profile or a bundle names.</summary>
    Profile,

    /// <summary>The next file for somebody who reads a tree in order.</summary>
    Walk,

    /// <summary>A file beside others that were opened.</summary>
    Neighbour,
}
