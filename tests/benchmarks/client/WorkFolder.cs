namespace CernVM.Benchmarks.Client;

/// <summary>A folder that goes away with everything in it.</summary>
internal sealed class WorkFolder : IDisposable
{
    public WorkFolder(string parent) => Path = Directory.CreateDirectory(System.IO.Path.Combine(parent, Guid.NewGuid().ToString("N")[..12])).FullName;

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
