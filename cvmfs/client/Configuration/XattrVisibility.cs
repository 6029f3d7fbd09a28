namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Values of <c>CVMFS_MAGIC_XATTRS_VISIBILITY</c> (formats §10.4).</summary>
public enum XattrVisibility
{
    /// <summary>Listed on the root of the mount only.</summary>
    RootOnly,

    /// <summary>Listed everywhere.</summary>
    Always,

    /// <summary>Listed nowhere.</summary>
    Never,
}
