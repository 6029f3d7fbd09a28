namespace CernVM.Cvmfs.Storage;

/// <summary>What happens when the key already exists.</summary>
public enum PutMode
{
    /// <summary>The stored file stays; right for content-addressed objects.</summary>
    KeepExisting,

    /// <summary>The new bytes take the place of the old ones in one step; right for the manifest and the whitelist.</summary>
    Replace,
}
