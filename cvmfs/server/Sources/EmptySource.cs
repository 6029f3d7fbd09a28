using CernVM.Cvmfs.Formats;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Server.Sources;

/// <summary>Changes nothing.</summary>
internal sealed class EmptySource : IChangeSource
{
    public static EmptySource Instance { get; } = new();

    public RepositoryPath Base => RepositoryPath.Root;

    public SourceDirectory Read(RepositoryPath directory) => new(Self: null, IsComplete: false, [], []);

    public SafeFileHandle Open(RepositoryPath file) => throw new InvalidOperationException($"Nothing was listed, so {file} cannot be opened.");

    public string Describe(RepositoryPath path) => path.ToString();
}
