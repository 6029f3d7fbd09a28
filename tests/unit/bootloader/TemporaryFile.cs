namespace CernVM.Bootloader.Agent.Tests;

/// <summary>A file of a given size in the temporary folder, gone at the end.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(long size = 0)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"cernvm-{Guid.NewGuid():N}");
        Stream = new FileStream(Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite);
        Stream.SetLength(size);
    }

    public string Path { get; }

    public FileStream Stream { get; }

    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(Path);
    }
}
