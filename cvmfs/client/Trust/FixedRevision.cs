using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.History;
using CernVM.Cvmfs.Formats.Manifests;

namespace CernVM.Cvmfs.Client.Trust;

/// <summary>Finds the revision of a tag or a date in the history database (formats §8.1).</summary>
internal static class FixedRevision
{
    /// <summary>The revision that configuration asks for.</summary>
    public static async ValueTask<ClientResult<RepositoryRevision>> FindAsync(
        ClientSettings settings, Manifest manifest, ObjectFetcher fetcher, CancellationToken cancellationToken)
    {
        var wanted = settings.Revision.Tag is { } name ? $"tag {name}" : $"date {settings.Revision.Date:u}";
        if (manifest.History is not { } hash)
            return new ClientFailure(ClientFailureKind.History, $"{settings.Repository} has no history, so {wanted} cannot be shown.");
        var opened = await fetcher.OpenAsync(
            new CachedObject
            {
                Name = new ObjectName(hash, ObjectKind.History),
                Size = CachedObject.UnknownSize,
                Description = $"tag database of {settings.Repository}",
                Label = ObjectLabel.Catalog,
            },
            cancellationToken);
        if (!opened.IsOk)
            return opened.Failure;
        using var keepsFile = opened.Value;
        if (!HistoryReader.Read(fetcher.Cache.PathOf(hash)).TryGet(out var history, out var error))
            return new ClientFailure(ClientFailureKind.History, $"The tag database of {settings.Repository} cannot be read: {error}");
        var found = settings.Revision.Tag is { } tagName ? history.Tags.FirstOrDefault(candidate => candidate.Name == tagName) : history.FindByDate(settings.Revision.Date!.Value);
        if (found is not { } tag)
            return new ClientFailure(ClientFailureKind.History, $"{settings.Repository} has no revision for {wanted}; see its tag list.");
        return new RepositoryRevision
        {
            RootCatalog = tag.RootCatalog,
            Number = tag.Revision,
            PublishedAt = tag.Timestamp,
            Tag = tag.Name,
            IsFixed = true,
        };
    }
}
