using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Checking;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Publishing;

namespace CernVM.Cvmfs.Server.Tests.Checking;

public class ReflogCheckTests
{
    /// <summary>As after the original's garbage collection: reflog and checksum in the spool are new, the manifest is the old one.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_reflog_newer_than_the_manifest_needs_its_checksum_in_the_spool(bool hasNote, int findings)
    {
        using var test = new TestRepository();
        var repository = await test.CreateAsync();
        var manifest = await repository.ReadManifestAsync(CancellationToken.None);
        using (var reflog = await ReflogFile.OpenAsync(repository, manifest.Reflog, CancellationToken.None))
        {
            reflog.AddRoot(manifest.Certificate!.Value, test.Clock.GetUtcNow());
            await reflog.StoreAsync(CancellationToken.None);
        }

        if (!hasNote)
            File.Delete(repository.Settings.Spool.ReflogChecksum);
        using var history = await HistoryFile.OpenAsync(repository, manifest.History, CancellationToken.None);
        var check = new RevisionCheck(new CatalogLoader(new ObjectReader(repository.Store), repository.Settings.Spool.Temporary), objects: null);
        await check.CheckNamedAsync(repository, manifest, history, CancellationToken.None);

        Assert.Equal(findings, check.Findings.Count(finding => finding.Id == "CHK001"));
    }
}
