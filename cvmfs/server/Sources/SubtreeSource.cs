using CernVM.Cvmfs.Formats;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Server.Sources;

/// <summary>Leads from the repository's root down to where another source begins, leaving everything beside the way alone.</summary>
internal sealed class SubtreeSource(IChangeSource inner) : IChangeSource
{
    private const uint DefaultDirectoryMode = 0x4000 | 0b111_101_101;

    public RepositoryPath Base => RepositoryPath.Root;

    public SourceDirectory Read(RepositoryPath directory)
    {
        if (directory.StartsWith(inner.Base))
            return inner.Read(directory);
        var next = new SourceEntry { Name = NextName(directory), Mode = DefaultDirectoryMode };
        return new SourceDirectory(Self: null, IsComplete: false, [next], []);
    }

    public SafeFileHandle Open(RepositoryPath file) => inner.Open(file);

    public string Describe(RepositoryPath path) => path.StartsWith(inner.Base) ? inner.Describe(path) : path.ToString();

    private byte[] NextName(RepositoryPath directory)
    {
        var rest = inner.Base.Utf8[(directory.Utf8.Length + 1)..];
        var slash = rest.IndexOf((byte)'/');
        return (slash < 0 ? rest : rest[..slash]).ToArray();
    }
}
