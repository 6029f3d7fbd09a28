using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client.Contenders;

/// <summary>The tree as it was before it was published.</summary>
internal sealed class PlainContender : Contender
{
    public override ContenderKind Kind => ContenderKind.Plain;

    public override Task<Place> ShowAsync(PublishedRepository repository, int port, string cache, CancellationToken cancel) =>
        Task.FromResult(new Place(repository.Source));
}
