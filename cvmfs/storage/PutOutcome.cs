namespace CernVM.Cvmfs.Storage;

/// <summary>What a put did.</summary>
public enum PutOutcome
{
    /// <summary>The bytes are now in the store.</summary>
    Stored,

    /// <summary>The key existed and <see cref="PutMode.KeepExisting"/> left it alone.</summary>
    AlreadyThere,
}
