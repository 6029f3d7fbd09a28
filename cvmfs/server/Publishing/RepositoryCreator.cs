using System.Text;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Server.Sources;
using CernVM.Cvmfs.Server.Transactions;
using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>
/// Makes a repository: 1. keys, 2. spool and store, 3. empty root catalog, 4. certificate and whitelist, 5. manifest, 6. first revision with the file
/// <c>new_repository</c>, 7. configuration. The configuration comes last: until it is there the repository does not exist, and an interrupted run
/// can simply be repeated.
/// </summary>
internal sealed class RepositoryCreator(RepositoryPlaces places, RepositorySettings settings, TimeProvider clock, IPublishProgress progress)
{
    private const uint ReadableFile = 0b110_100_100;

    public async Task<Repository> CreateAsync(bool isReplicable, CancellationToken cancellationToken)
    {
        if (File.Exists(places.ServerConfiguration))
            throw new ServerException("SRV001", $"Repository {settings.Name} exists already ({places.ServerConfiguration}); remove it first with 'cvmfs_server rmfs {settings.Name}'.");
        var now = clock.GetUtcNow();
        progress.Step($"Creating keys in {settings.KeyDirectory}");
        var keys = new KeyFiles(settings.KeyDirectory, settings.Name);
        keys.CreateMissing(now);

        settings.Spool.Create();
        using var publishing = PublishLock.Take(settings.Spool.PublishLock, settings.Name.ToString());
        settings.Spool.CleanTemporary();
        var store = DirectoryStore.Create(settings.Storage);
        var repository = new Repository(settings, store);
        await RefuseForeignStoreAsync(repository, cancellationToken);

        progress.Step("Creating the empty repository");
        await CreateEmptyAsync(repository, keys, now, cancellationToken);
        if (isReplicable)
            await PutTextAsync(store, StoreNames.MasterReplica, "This file marks the repository as replicable\n", cancellationToken);

        await PublishFirstFileAsync(repository, now, cancellationToken);
        WriteConfiguration();
        return repository;
    }

    private static async Task RefuseForeignStoreAsync(Repository repository, CancellationToken cancellationToken)
    {
        if (!await repository.Store.ExistsAsync(StoreNames.Manifest, cancellationToken))
            return;
        try
        {
            await repository.ReadManifestAsync(cancellationToken);
        }
        catch (ServerException foreign)
        {
            throw new ServerException("SRV002", $"{repository.Settings.Storage} holds a repository that these keys do not belong to; move it away or choose another storage. ({foreign.Message})", foreign);
        }
    }

    private async Task CreateEmptyAsync(Repository repository, KeyFiles keys, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var writers = new ObjectWriterPool(repository.Store, settings.ToPipelineOptions(), new ObjectCounters());
        var root = await EmptyRepository.StoreAsync(settings, writers, now, cancellationToken);
        var certificate = await writers.StoreAsync(keys.LoadCertificate().Pem, ObjectKind.Certificate, default, cancellationToken);
        var whitelist = WhitelistSigner.Sign(keys, settings.Algorithm, now, TimeSpan.FromDays(Formats.Trust.Whitelist.DefaultValidityDays));
        await WhitelistSigner.StoreAsync(repository.Store, whitelist, cancellationToken);

        using var reflog = ReflogFile.Create(repository);
        reflog.AddRoot(root.Hash, now);
        reflog.AddCertificate(certificate, now);
        var manifest = new Manifest
        {
            RootCatalog = root.Hash,
            RootCatalogSize = root.Size,
            Revision = new Formats.Revision(0),
            TimeToLive = settings.TimeToLive,
            IsGarbageCollectable = settings.IsGarbageCollectable,
            Repository = settings.Name,
            Certificate = certificate,
            PublishedAt = now,
            Reflog = await reflog.StoreAsync(cancellationToken),
        };
        await repository.WriteManifestAsync(manifest, cancellationToken);
    }

    private async Task PublishFirstFileAsync(Repository repository, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetBytes($"New CernVM-FS repository for {settings.Name}\n");
        using var writers = new ObjectWriterPool(repository.Store, settings.ToPipelineOptions(), new ObjectCounters());
        var hash = await writers.StoreAsync(text, ObjectKind.Bulk, settings.Compression, cancellationToken);
        var content = new StoredContent(hash, (ulong)text.Length, settings.Compression, []);
        var source = new GeneratedFileSource("new_repository"u8.ToArray(), ReadableFile, now, content);
        await new Publisher(repository, clock, progress).PublishLockedAsync(new PublishRequest { Source = source }, cancellationToken);
    }

    private void WriteConfiguration()
    {
        Directory.CreateDirectory(places.ConfigurationDirectory);
        WriteAtomically(places.ClientConfiguration, ClientConfigurationFile.Write(settings));
        WriteAtomically(places.ServerConfiguration, ServerConfigurationFile.Write(settings));
    }

    private static void WriteAtomically(string path, string text)
    {
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static async Task PutTextAsync(DirectoryStore store, StoreKey key, string text, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(Encoding.ASCII.GetBytes(text));
        await store.PutAsync(key, content, PutMode.Replace, cancellationToken);
    }
}
