namespace CernVM.Cvmfs.Client.Caching;

/// <summary>
/// A directory of this process alone, which goes when it is disposed of, or, when the process was killed, as soon as another one makes its own beside it:
/// a lock on a file beside it, which the kernel takes back at the end of the process, tells who is alive.
/// </summary>
internal sealed class PrivateFolder : IDisposable
{
    private const string Prefix = "cvmfs-private.";
    private const string LockSuffix = ".lock";
    private static readonly string[] MemoryPlaces = ["/dev/shm", "/run/shm", "/run", "/tmp"];

    private readonly FileStream _lock;

    private PrivateFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>A place whose files live in memory, or null when there is none that this process may write.</summary>
    public static string? MemoryPlace() => Array.Find(MemoryPlaces, place => Directory.Exists(place) && FileSystemKind.IsMemory(place) && IsWritable(place));

    /// <summary>Makes one.</summary>
    /// <exception cref="IOException">The parent cannot be written.</exception>
    public static PrivateFolder Create(string parent)
    {
        Directory.CreateDirectory(parent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Sweep(parent);
        var path = System.IO.Path.Combine(parent, $"{Prefix}{Environment.ProcessId}.{Guid.NewGuid():N}");
        var held = new FileStream(path + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        return new PrivateFolder(path, held);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Remove(Path);
        _lock.Dispose();
    }

    private static void Sweep(string parent)
    {
        foreach (var file in Directory.EnumerateFiles(parent, Prefix + "*" + LockSuffix))
        {
            try
            {
                using var abandoned = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
                Remove(file[..^LockSuffix.Length]);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Its process lives, or it belongs to another user.
            }
        }
    }

    // The lock goes last, so that whoever is killed here leaves a folder that can still be found.
    private static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            File.Delete(path + LockSuffix);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What stays is removed by the next process.
        }
    }

    private static bool IsWritable(string place)
    {
        try
        {
            var probe = System.IO.Path.Combine(place, Prefix + Guid.NewGuid().ToString("N"));
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose))
                return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
