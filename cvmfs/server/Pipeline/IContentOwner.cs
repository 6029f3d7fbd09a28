namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>Waits for the data of some files.</summary>
internal interface IContentOwner
{
    /// <summary>Called once per job when its result is set, on a worker's thread.</summary>
    void ContentStored();
}
