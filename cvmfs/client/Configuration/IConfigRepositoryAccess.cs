namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Makes the folder of a config repository appear, where looking at it is not enough for the automounter.</summary>
public interface IConfigRepositoryAccess
{
    /// <summary>Mounts the folder and holds it as long as what is returned is not disposed of. No error: who looks will see.</summary>
    IDisposable? Reach(string folder);
}
