using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.History;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>
/// The reflog while it is being changed (formats §8.2). Its checksum is noted in the spool before the file is stored, so that a run killed between
/// reflog and manifest is recognised: the reflog then names a revision too many, which does no harm.
/// </summary>
internal sealed class ReflogFile : IDisposable
{
    private readonly Repository _repository;
    private readonly string _file;
    private readonly ReflogWriter _writer;

    private ReflogFile(Repository repository, string file, ReflogWriter writer) => (_repository, _file, _writer) = (repository, file, writer);

    /// <summary>Starts an empty reflog.</summary>
    public static ReflogFile Create(Repository repository)
    {
        var file = NewFile(repository);
        return new ReflogFile(repository, file, ReflogWriter.Create(file, repository.Name));
    }

    /// <summary>Fetches the published reflog and compares it with its checksums.</summary>
    public static async Task<ReflogFile> OpenAsync(Repository repository, ContentHash? published, CancellationToken cancellationToken)
    {
        var bytes = await repository.ReadNamedAsync(StoreNames.Reflog, cancellationToken);
        if (bytes is null)
            return Create(repository);
        var hash = ContentHash.Compute(repository.Settings.Algorithm, bytes);
        if (published is { } expected && !IsExpected(repository, hash, expected))
            throw new ServerException("SRV046", $"The reflog of {repository.Name} is not the one that was published last; something else changed it. Restore it, or rebuild it with 'check -r'.");
        var file = NewFile(repository);
        await File.WriteAllBytesAsync(file, bytes, cancellationToken);
        return ReflogWriter.Open(file).TryGet(out var writer, out var error)
            ? new ReflogFile(repository, file, writer)
            : throw new ServerException("SRV047", $"The reflog of {repository.Name} cannot be changed: {error.Message}");
    }

    /// <summary>
    /// Whether it is the reflog that the manifest names, or one that was stored on this machine since: the original's garbage collection leaves
    /// the manifest as it is.
    /// </summary>
    public static bool IsExpected(Repository repository, ContentHash reflog, ContentHash published) =>
        reflog == published || reflog.ToString() == Noted(repository);

    public void AddRoot(ContentHash hash, DateTimeOffset now) => _writer.Set(new ReflogEntry(hash, ReflogEntryKind.RootCatalog, now));

    public void AddCertificate(ContentHash hash, DateTimeOffset now) => _writer.Set(new ReflogEntry(hash, ReflogEntryKind.Certificate, now));

    public void AddHistory(ContentHash hash, DateTimeOffset now) => _writer.Set(new ReflogEntry(hash, ReflogEntryKind.History, now));

    /// <summary>Stores the reflog; returns the hash of its plain bytes, for the manifest.</summary>
    public async Task<ContentHash> StoreAsync(CancellationToken cancellationToken)
    {
        _writer.Commit();
        var bytes = await File.ReadAllBytesAsync(_file, cancellationToken);
        var hash = ContentHash.Compute(_repository.Settings.Algorithm, bytes);
        var note = _repository.Settings.Spool.ReflogChecksum;
        await File.WriteAllTextAsync(note + ".new", hash.ToString(), cancellationToken);
        File.Move(note + ".new", note, overwrite: true);
        using var content = new MemoryStream(bytes);
        await _repository.Store.PutAsync(StoreNames.Reflog, content, PutMode.Replace, cancellationToken);
        return hash;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        File.Delete(_file);
    }

    private static string NewFile(Repository repository) => Path.Combine(repository.Settings.Spool.Temporary, $"reflog-{Guid.NewGuid():N}");

    private static string Noted(Repository repository)
    {
        var note = repository.Settings.Spool.ReflogChecksum;
        return File.Exists(note) ? File.ReadAllText(note).Trim() : "";
    }
}
