using CernVM.Contexts.Agent.Guest;
using CernVM.Contexts.Agent.Stages;
using CernVM.Contexts.Model.Amiconfig;

namespace CernVM.Contexts.Agent.Plugins.Cernvm;

/// <summary>Environment of login shells, and repositories and proxy of CernVM-FS, from <c>[cernvm]</c>.</summary>
internal sealed class CernvmSettingsStage : IStage
{
    private const string Profile = "/etc/profile.d/cernvm-context.sh";
    private const string Site = "/etc/cvmfs/site.conf";

    public string Name => "cernvm-settings";

    public StagePhase Phase => StagePhase.Early;

    public StageRepeat Repeat => StageRepeat.UntilDone;

    public bool IsWanted(ContextRun run) => Section(run) is { } s && (s.Environment.Count > 0 || s.Repositories.Count > 0 || s.Proxy is not null);

    public Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation)
    {
        var section = Section(run)!;
        var environment = string.Concat(section.Environment.Select(v => $"export {v.Key}={Quote(v.Value)}\n"));
        if (environment.Length > 0)
            work.ChangedIf(run.Guest.WriteFile(Profile, environment, GuestAttributes.PublicFile), $"wrote {Profile}");
        var site = (section.Repositories.Count > 0 ? $"CVMFS_REPOSITORIES='{string.Join(',', section.Repositories)}'\n" : "")
            + (section.Proxy is { } proxy ? $"CVMFS_HTTP_PROXY='{proxy}'\n" : "");
        if (site.Length > 0)
            work.ChangedIf(run.Guest.WriteFile(Site, site, GuestAttributes.PublicFile), $"wrote {Site}");
        return Task.CompletedTask;
    }

    private static CernvmSection? Section(ContextRun run) => run.UserData.Amiconfig?.Cernvm;

    private static string Quote(string value) => $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
