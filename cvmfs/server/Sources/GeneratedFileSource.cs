using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Server.Pipeline;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Server.Sources;

/// <summary>Adds one file, whose content is stored already, to the root directory.</summary>
internal sealed class GeneratedFileSource(ReadOnlyMemory<byte> name, uint permissions, DateTimeOffset time, StoredContent content) : IChangeSource
{
    private const uint RegularFile = 0x8000;

    public RepositoryPath Base => RepositoryPath.Root;

    public SourceDirectory Read(RepositoryPath directory)
    {
        var file = new SourceEntry
        {
            Name = name,
            Mode = RegularFile | permissions,
            Size = (long)content.Size,
            ModificationTime = time.ToUnixTimeSeconds(),
            Content = content,
        };
        return new SourceDirectory(Self: null, IsComplete: false, [file], []);
    }

    public SafeFileHandle Open(RepositoryPath file) => throw new InvalidOperationException($"The content of {file} is in the store already.");

    public string Describe(RepositoryPath path) => path.ToString();
}
