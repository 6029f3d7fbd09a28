using Microsoft.Win32.SafeHandles;

namespace CernVM.Fuzz;

/// <summary>A file in memory that is written again and again, for readers that take the name of a file.</summary>
internal sealed class MemoryFile
{
    private readonly string _name;
    private readonly SafeFileHandle _file;
    private long _length;

    public MemoryFile(string name)
    {
        _name = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"{name}-{Environment.ProcessId}");
        _file = File.OpenHandle(_name, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(_name);
    }

    /// <summary>Replaces the content and returns the name.</summary>
    public string Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file, bytes, 0);
        if (bytes.Length < _length)
            RandomAccess.SetLength(_file, bytes.Length);
        _length = bytes.Length;
        return _name;
    }
}
