using System.Text;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Linux.Tests;

/// <summary>A folder of its own for one test.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder()
    {
        Path = System.IO.Directory.CreateTempSubdirectory("linux-test").FullName;
        Handle = DirectoryHandle.Open(Path).Value;
    }

    public string Path { get; }

    public DirectoryHandle Handle { get; }

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public void Dispose()
    {
        Handle.Dispose();
        DirectoryHandle.WorkingDirectory.RemoveTree(Bytes(Path)).OrThrow($"remove {Path}");
    }
}
