using CernVM.Contexts.Agent.Guest;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>Settings of CernVM-FS inside the machine, from the <c>cvmfs</c> key, under CernVM-FS's own parameter names.</summary>
internal sealed class CvmfsStage : IStage
{
    private const string Local = "/etc/cvmfs/default.local";

    public string Name => "cvmfs";

    public StagePhase Phase => StagePhase.Early;

    public StageRepeat Repeat => StageRepeat.UntilDone;

    public bool IsWanted(ContextRun run) => run.Config.Cvmfs is not null;

    public Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        var cvmfs = run.Config.Cvmfs!;
        (string Name, string? Value)[] settings =
        [
            ("CVMFS_REPOSITORIES", cvmfs.Repositories.Count == 0 ? null : string.Join(',', cvmfs.Repositories)),
            ("CVMFS_CACHE_BASE", cvmfs.CacheBase),
            ("CVMFS_DEFAULT_DOMAIN", cvmfs.DefaultDomain),
            ("CVMFS_HTTP_PROXY", cvmfs.HttpProxy),
            ("CVMFS_QUOTA_LIMIT", cvmfs.QuotaLimit?.ToString()),
            ("CMS_LOCAL_SITE", cvmfs.CmsLocalSite),
        ];
        var text = string.Concat(settings.Where(s => s.Value is not null).Select(s => $"{s.Name}='{s.Value}'\n"));
        if (text.Length > 0)
            work.ChangedIf(run.Guest.WriteFile(Local, text, GuestAttributes.PublicFile), $"wrote {Local}");
        if (cvmfs.DomainServers.Count > 0)
            WriteServers(run, string.Join(';', cvmfs.DomainServers), work);
        return Task.CompletedTask;
    }

    private static void WriteServers(ContextRun run, string servers, StageWork work)
    {
        var path = $"/etc/cvmfs/domain.d/{run.Config.Cvmfs!.DefaultDomain ?? "cern.ch"}.local";
        work.ChangedIf(run.Guest.WriteFile(path, $"CVMFS_SERVER_URL='{servers}'\n", GuestAttributes.PublicFile), $"wrote {path}");
    }
}
