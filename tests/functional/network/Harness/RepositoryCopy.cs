namespace CernVM.Functional.Network.Tests.Harness;

/// <summary>A copy of the repository whose objects can be damaged and made good again.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    public RepositoryCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Storage, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(Repository.Storage, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("cvmfs-copy-").FullName;

    /// <summary>Flips a byte of every certificate.</summary>
    public void Corrupt() => Flip();

    /// <summary>Takes back what was damaged.</summary>
    public void Heal() => Flip();

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Flip()
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(Path, "data"), "*X", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 2] ^= 0x55;
            File.WriteAllBytes(file, bytes);
        }
    }
}
