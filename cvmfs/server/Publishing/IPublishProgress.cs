namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>Hears how a publish goes; called from several threads.</summary>
public interface IPublishProgress
{
    /// <summary>A new step begins.</summary>
    void Step(string name);

    /// <summary>Files and plain bytes stored so far.</summary>
    void Stored(long files, long bytes);

    /// <summary>Something was published differently than it was found.</summary>
    void Warn(string message);
}
