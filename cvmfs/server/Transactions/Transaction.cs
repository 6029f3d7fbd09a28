using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Transactions;

/// <summary>
/// A transaction of one repository, from <c>transaction</c> to <c>publish</c> or <c>abort</c>. It lives in files, not in a process: the mark
/// <c>in_transaction.lock</c>, the upper directory, and <c>client.local</c> with the revision that it started from.
/// </summary>
internal sealed class Transaction(Repository repository, RepositoryPlaces places)
{
    private const string RootHashKey = "CVMFS_ROOT_HASH";

    private readonly UnionMount _union = new(repository.Settings, places);

    private SpoolDirectory Spool => repository.Settings.Spool;

    /// <summary>Whether one is open.</summary>
    public bool IsOpen => File.Exists(Spool.TransactionLock);

    /// <summary>Opens a transaction: the newest revision, writable, at the union directory.</summary>
    public async Task BeginAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        using var publishing = PublishLock.Take(Spool.PublishLock, repository.Name.ToString());
        if (IsOpen)
            throw new ServerException("SRV022", $"A transaction of {repository.Name} is open already (since {File.GetLastWriteTimeUtc(Spool.TransactionLock):u}); publish or abort it first.");
        await WhitelistCheck.RequireValidAsync(repository, clock.GetUtcNow(), cancellationToken);
        var manifest = await repository.ReadManifestAsync(cancellationToken);
        _union.Unmount();
        _union.RenewScratch();
        _union.EmptyWasteBin();
        await File.WriteAllTextAsync(Spool.ClientLocal, LocalConfiguration(manifest.RootCatalog), cancellationToken);
        try
        {
            await _union.MountAsync(cancellationToken);
        }
        catch
        {
            _union.Unmount();
            throw;
        }

        await File.WriteAllTextAsync(Spool.TransactionLock, $"{clock.GetUtcNow():u}\n", cancellationToken);
    }

    /// <summary>Publishes what was changed and closes the transaction; null when a killed publish had done its work already.</summary>
    public async Task<PublishResult?> PublishAsync(PublishRequest request, Publisher publisher, CancellationToken cancellationToken)
    {
        RequireOpen();
        var manifest = await repository.ReadManifestAsync(cancellationToken);
        if (manifest.RootCatalog.ToString() != BaseRoot())
        {
            Close();
            return null;
        }

        var isFrozen = _union.IsMounted;
        if (isFrozen)
            _union.Freeze();
        PublishResult result;
        try
        {
            using var source = new OverlayUpperSource(Spool.Scratch, repository.Settings.IncludesXattrs);
            result = await publisher.PublishAsync(request with { Source = source, AlwaysMakesRevision = true }, cancellationToken);
        }
        catch
        {
            if (isFrozen)
                _union.Thaw();
            throw;
        }

        Close();
        return result;
    }

    /// <summary>Throws the changes away.</summary>
    public void Abort()
    {
        RequireOpen();
        using var publishing = PublishLock.Take(Spool.PublishLock, repository.Name.ToString());
        Close();
    }

    // The mark goes before the waste does: deleting may take long or fail, and by then the transaction is over.
    private void Close()
    {
        _union.Unmount();
        _union.RenewScratch();
        File.Delete(Spool.TransactionLock);
        _union.EmptyWasteBin();
    }

    private void RequireOpen()
    {
        if (!IsOpen)
            throw new ServerException("SRV023", $"No transaction of {repository.Name} is open; open one with 'cvmfs_server transaction {repository.Name}'.");
    }

    // Owners must be the published ones: overlayfs copies them up with everything that is touched.
    private static string LocalConfiguration(ContentHash root) => $"{RootHashKey}={root}\nCVMFS_CLAIM_OWNERSHIP=no\n";

    private string BaseRoot() => File.Exists(Spool.ClientLocal) ? ShellSettings.Parse(File.ReadAllText(Spool.ClientLocal)).Get(RootHashKey, "") : "";
}
