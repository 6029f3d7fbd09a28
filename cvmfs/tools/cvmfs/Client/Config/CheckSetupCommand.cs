using System.CommandLine;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Commands;
using CernVM.Cvmfs.Tools.Client.Config.Checks;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>chksetup</c>: finds what would keep repositories from being mounted.</summary>
internal static class CheckSetupCommand
{
    private const int MaxCode = 255;

    public static Command Create()
    {
        var json = JsonOutput.Option();
        var command = new Command("chksetup", "Check what repositories need to be mounted; the code is the number of errors.") { json };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken cancel)
    {
        if (!ProcessControl.IsRoot)
            return Privileges.AsRoot(() => 0);
        var findings = await FindAsync(cancel);
        if (json)
            JsonOutput.PrintList(findings.Select(finding => new (string, string?)[] { ("severity", finding.IsError ? "error" : "warning"), ("text", finding.Text) }));
        else
            Console.Out.WriteLine(findings.Count == 0 ? "OK" : string.Join('\n', findings));
        return Math.Min(findings.Count(finding => finding.IsError), MaxCode);
    }

    private static async Task<List<Finding>> FindAsync(CancellationToken cancel)
    {
        var general = ConfiguredRepositories.General;
        var findings = new List<Finding>();
        var userName = general.Find("CVMFS_USER")?.Value ?? "";
        if (userName.Length == 0)
            findings.Add(Finding.Error("CVMFS_USER variable is empty"));
        var user = UserAccess.Of(userName.Length == 0 ? "cvmfs" : userName);
        findings.AddRange(InstallationChecks.Run(user));
        findings.AddRange(AutofsChecks.Run(general));
        findings.AddRange(AccountChecks.Run(userName, user));
        foreach (var repository in ConfiguredRepositories.Of([]))
        {
            var files = MountConfiguration.Files(repository, []);
            findings.AddRange(new RepositoryChecks(repository, files, user).Run());
            findings.AddRange(await NetworkChecks.RunAsync(repository, files, cancel));
        }
        return findings;
    }
}
