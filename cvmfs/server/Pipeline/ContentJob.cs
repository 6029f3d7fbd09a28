using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>One file on its way through the pipeline. Written by one worker; read by others only after <see cref="Owner"/> was told.</summary>
internal sealed class ContentJob(IContentOwner owner, IChangeSource source, RepositoryPath path, SourceEntry entry)
{
    public IContentOwner Owner { get; } = owner;

    public IChangeSource Source { get; } = source;

    public RepositoryPath Path { get; } = path;

    public SourceEntry Entry { get; } = entry;

    public StoredContent? Result { get; set; }
}
