namespace CernVM.Cvmfs.Server.Commands;

/// <summary>A spool of its own for commands that only read, so that they need no lock.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    private ScratchDirectory(string path) => Path = path;

    public string Path { get; }

    public static ScratchDirectory Create()
    {
        var path = Directory.CreateTempSubdirectory("cvmfs_server-").FullName;
        Directory.CreateDirectory(System.IO.Path.Combine(path, "tmp"));
        return new ScratchDirectory(path);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
