using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Client.Prefetching;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>
/// Finds access profiles and bundles near files that are waited for, and fetches what they name when a start-up is recognised: 1 a file is waited for;
/// 2 the profiles of the directories above it are read, once a revision; 3 opened files are compared with the triggers; 4 the files of a start-up are
/// looked up in order and fetched within the budget.
/// </summary>
internal sealed class ProfilePrefetch(
    Prefetcher prefetcher, ObjectFetcher fetcher, RepositoryTree tree, CatalogManager catalogs, BackgroundWork background, bool withBundles, ClientServices services, ClientCounters counters)
{
    // More catalogs than this one above the other do not occur.
    private const int MaxCatalogDepth = 256;

    private readonly ProfileWatch _watch = new();
    private readonly ProfileSearch _search = new(tree);
    private readonly FileObjects _objects = new(tree);
    private readonly RepositoryNode?[] _recent = new RepositoryNode?[ProfileLimits.RecentFiles];
    private int _last;

    /// <summary>Notes an opened file that was in the cache.</summary>
    public void Opened(RepositoryNode file)
    {
        _recent[(uint)Interlocked.Increment(ref _last) % ProfileLimits.RecentFiles] = file;
        if (!_watch.IsWatching)
            return;
        foreach (var begun in _watch.Opened(file.Path))
            Begin(begun);
    }

    /// <summary>Notes that somebody waits for a file, or will when it is read.</summary>
    public void Missed(RepositoryNode file)
    {
        Opened(file);
        foreach (var (anchor, profile) in _search.Above(file.Parent))
            background.Run(profile.Path.ToString(), cancel => LoadProfileAsync(anchor, profile, cancel));
        if (withBundles && _search.Bundle(file) is { } bundle)
            background.Run(bundle.Path.ToString(), cancel => LoadBundleAsync(bundle, cancel));
    }

    /// <summary>Forgets what belongs to another revision. Start-ups under way go on: their paths are looked up in the present one.</summary>
    public void Reset()
    {
        _search.Clear();
        _watch.Clear();
    }

    private void Begin(RecognisedStart begun)
    {
        counters.Prefetch.CountProfile();
        services.ProfileStarted(begun.Anchor, begun.Start.Name, begun.Start.Files.Count);
        background.Run(begun.Start.Name, cancel => FetchAsync(begun, cancel));
    }

    private async ValueTask LoadProfileAsync(RepositoryPath anchor, RepositoryNode file, CancellationToken cancel)
    {
        if (await ReadAsync(file, cancel) is not { } text)
            return;
        if (!ProfileReader.Read(text).TryGet(out var profile, out var error))
        {
            Refuse(file, error.ToString());
            return;
        }

        var opened = _recent.OfType<RepositoryNode>().Select(node => node.Path).ToHashSet();
        foreach (var begun in _watch.Add(anchor, profile, opened))
            Begin(begun);
    }

    private async ValueTask LoadBundleAsync(RepositoryNode file, CancellationToken cancel)
    {
        if (await ReadAsync(file, cancel) is not { } json)
            return;
        if (BundleReader.Read(json).TryGet(out var start, out var error))
            Begin(new RecognisedStart(RepositoryPath.Root, start));
        else
            Refuse(file, error.ToString());
    }

    private async ValueTask<byte[]?> ReadAsync(RepositoryNode file, CancellationToken cancel)
    {
        if (file.Entry.IsChunked || file.Entry.Size > ProfileLimits.MaxLength)
        {
            Refuse(file, $"it has {file.Entry.Size} bytes or is stored in chunks; at most {ProfileLimits.MaxLength} bytes in one piece are read.");
            return null;
        }

        var wanted = _objects.Of(file);
        if (!await prefetcher.FetchAsync(wanted, PrefetchKind.Profile, cancel) && !prefetcher.Ledger.Contains(wanted.Name.Hash))
            return null;

        // Here by now, or on its way for another reason.
        var read = await fetcher.ReadAsync(wanted, ProfileLimits.MaxLength, cancel);
        return read.IsOk ? read.Value : null;
    }

    private void Refuse(RepositoryNode file, string reason)
    {
        counters.Prefetch.CountFailed();
        services.ProfileRefused(file.Path, reason);
    }

    private async ValueTask FetchAsync(RecognisedStart begun, CancellationToken cancel)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = ProfileLimits.Parallel, CancellationToken = cancel };
        await Parallel.ForEachAsync(begun.Start.Files, options, async (file, stop) =>
        {
            if (await FindAsync(ProfileWatch.Join(begun.Anchor, file.Path), stop) is { Entry.IsRegular: true } node)
                await FetchAsync(node, file, stop);
        });
    }

    private async ValueTask FetchAsync(RepositoryNode node, ProfileFile file, CancellationToken cancel)
    {
        if (!node.Entry.IsChunked)
        {
            await prefetcher.FetchAsync(_objects.Of(node), PrefetchKind.Profile, cancel);
            return;
        }

        if (tree.Chunks(node, out var chunks, out _) != TreeAnswer.Found)
            return;
        foreach (var chunk in chunks)
        {
            if (file.Ranges.Count == 0 || file.Ranges.Any(range => range.First < chunk.Offset + chunk.Size && range.Last >= chunk.Offset))
                await prefetcher.FetchAsync(_objects.Of(node, chunk), PrefetchKind.Profile, cancel);
        }
    }

    // The catalogs on the way are needed by the start-up as well, so they are fetched as for a user.
    private async ValueTask<RepositoryNode?> FindAsync(RepositoryPath path, CancellationToken cancel)
    {
        for (var depth = 0; depth < MaxCatalogDepth; depth++)
        {
            var answer = tree.Find(path, out var node, out var missing);
            if (answer != TreeAnswer.NotLocal)
                return node;
            if (await catalogs.OpenAsync(missing!, useAlternativePath: false, cancel) is not null)
                return null;
        }

        return null;
    }
}
