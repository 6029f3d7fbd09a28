using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Objects;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;

namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>
/// Fills an alien cache with a repository, for machines without network. Steps: 1 lock the cache, 2 verify the manifest, 3 bring catalogs and their
/// objects, 4 bring meta info, 5 note the revision. Killed anywhere, what was brought stays, and mounts go on with the revision noted before.
/// </summary>
public static class Preloader
{
    private const string ReplicaMark = ".cvmfs_master_replica";
    private const int LongestMark = 64 * 1024;

    /// <summary>Runs to the end; mistakes and network failures are values.</summary>
    /// <param name="options">What to preload.</param>
    /// <param name="services">Clock and log.</param>
    /// <param name="say">Gets a line for people now and then, from any thread.</param>
    /// <param name="cancel">Stops early; the next run goes on from there.</param>
    public static async Task<ClientResult<PreloadReport>> RunAsync(PreloadOptions options, ClientServices services, Action<string> say, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(say);
        var dirtab = PreloadDirtab.Load(options);
        if (!dirtab.IsOk)
            return dirtab.Failure;
        var opened = RepositoryObjects.Open(PreloadSettings.Of(options), services);
        if (!opened.IsOk)
            return opened.Failure;
        await using var objects = opened.Value;

        // 1
        var workspace = PreloadWorkspace.Open(options.CacheDirectory, options.Repository, options.TemporaryDirectory);
        if (!workspace.IsOk)
            return workspace.Failure;
        using var held = workspace.Value;

        // 2
        var manifest = await ManifestAsync(objects, options, cancel);
        if (!manifest.IsOk)
            return manifest.Failure;

        // 3
        var trust = held.WasKilled ? CatalogTrust.Nothing : dirtab.Value.HasChanged ? CatalogTrust.OwnObjects : CatalogTrust.Complete;
        if (trust != CatalogTrust.Complete)
            say(held.WasKilled ? "the last run was interrupted: looking at everything again" : "the selection is new: looking at the catalogs again");
        var brought = await BringAsync(objects, held, dirtab.Value.Selection, manifest.Value, trust, options, say, cancel);
        if (!brought.IsOk)
            return brought.Failure;

        // 4
        if (await MetaInfoAsync(objects, held, manifest.Value, cancel) is { } failure)
            return failure;

        // 5
        held.Flush();
        dirtab.Value.Remember();
        objects.Remember(manifest.Value);
        CacheIdentity.Ensure(options.CacheDirectory);
        held.Complete();
        return brought.Value;
    }

    private static async ValueTask<ClientResult<Manifest>> ManifestAsync(RepositoryObjects objects, PreloadOptions options, CancellationToken cancel)
    {
        var mark = await objects.GetFileAsync(ReplicaMark, LongestMark, cancel);
        if (!mark.IsOk)
        {
            return mark.Failure.Kind == ClientFailureKind.ObjectMissing
                ? new ClientFailure(mark.Failure.Kind, $"{options.Server} does not permit copies of the repository: it has no {ReplicaMark}. Use the Stratum 0 server.")
                : mark.Failure;
        }

        return await objects.FetchManifestAsync(cancel);
    }

    private static async Task<ClientResult<PreloadReport>> BringAsync(
        RepositoryObjects objects, PreloadWorkspace workspace, PreloadSelection? selection, Manifest manifest, CatalogTrust trust,
        PreloadOptions options, Action<string> say, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ClientFailure? first = null;
        var pump = new ObjectPump(objects, workspace, Fail);
        using var walk = new CatalogWalk(objects, workspace, selection, pump, trust, say);
        var pumping = pump.RunAsync(Math.Max(1, options.Parallel), stop.Token);
        try
        {
            if (await walk.CompleteAsync(new NestedCatalog(RepositoryPath.Root, manifest.RootCatalog, manifest.RootCatalogSize), stop.Token) is { } failure)
                Fail(failure);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested && first is not null)
        {
            // A worker failed and stopped the walk; its reason is what the caller gets.
            say("stopping");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Fail(new ClientFailure(ClientFailureKind.LocalStorage, $"The cache cannot be written: {failure.Message}"));
        }
        finally
        {
            pump.NoMore();
            await pumping;
        }

        return first is null ? new PreloadReport(manifest.Revision, walk.Brought, pump.Fetched, pump.Processed, objects.Counters.BytesReceived) : first;

        void Fail(ClientFailure failure)
        {
            Interlocked.CompareExchange(ref first, failure, null);
            stop.Cancel();
        }
    }

    private static async ValueTask<ClientFailure?> MetaInfoAsync(RepositoryObjects objects, PreloadWorkspace workspace, Manifest manifest, CancellationToken cancel)
    {
        if (manifest.MetaInfo is not { } hash || hash.IsNull || objects.IsCached(hash))
            return null;
        var file = workspace.NewObjectFile();
        await using (var output = ObjectPump.NewFile(file))
        {
            var wanted = new StoredObject(new ObjectName(hash, ObjectKind.MetaInfo), CompressionAlgorithm.Zlib, StoredObject.UnknownSize);
            var got = await objects.GetAsync(wanted, output, cancel);
            if (!got.IsOk)
                return got.Failure;
        }

        objects.Commit(file, hash);
        return null;
    }
}
