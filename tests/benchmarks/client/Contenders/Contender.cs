using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Contenders;

/// <summary>One of those that are compared.</summary>
internal abstract class Contender
{
    /// <summary>Column of the table.</summary>
    public abstract ContenderKind Kind { get; }

    /// <summary>Shows a repository.</summary>
    /// <param name="repository">Which.</param>
    /// <param name="port">Where the server, or the relay before it, listens.</param>
    /// <param name="cache">Folder of the cache; what is in it is used.</param>
    /// <param name="cancel">Ends the wait.</param>
    public abstract Task<Place> ShowAsync(PublishedRepository repository, int port, string cache, CancellationToken cancel);
}
