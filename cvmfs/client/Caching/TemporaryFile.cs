namespace CernVM.Cvmfs.Client.Caching;

/// <summary>A file that is being written and has no object's name yet.</summary>
/// <param name="content">Its content, for reading and writing.</param>
/// <param name="path">Where it is.</param>
internal sealed class TemporaryFile(FileStream content, string path) : IDisposable
{
    /// <summary>Its content.</summary>
    public FileStream Content => content;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Closes it; the file stays.</summary>
    public void Dispose() => content.Dispose();
}
