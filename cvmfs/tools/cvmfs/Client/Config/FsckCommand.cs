using System.CommandLine;
using System.Diagnostics;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>fsck</c>: <c>cvmfs_fsck</c> on every cache of the machine.</summary>
internal static class FsckCommand
{
    private const string Checker = "cvmfs_fsck";

    public static Command Create()
    {
        var options = new Argument<string[]>("options") { Arity = ArgumentArity.ZeroOrMore, Description = "Options of cvmfs_fsck: -v -p -f -j N." };
        var command = new Command("fsck", "Check all caches; the code is the sum of cvmfs_fsck's.") { options };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancel) => RunAsync([.. parsed.UnmatchedTokens, .. parsed.GetValue(options) ?? []], cancel));
        return command;
    }

    private static async Task<int> RunAsync(string[] options, CancellationToken cancel)
    {
        var exit = 0;
        foreach (var folder in ConfiguredRepositories.CacheFolders().Where(Directory.Exists))
        {
            Console.Out.WriteLine($"CernVM-FS fsck on {folder}");
            exit += await CheckAsync([.. options, folder], cancel);
        }
        return Math.Min(exit, 255);
    }

    private static async Task<int> CheckAsync(string[] arguments, CancellationToken cancel)
    {
        if (AppletTable.Find(Checker) is { } applet)
            return await applet.RunAsync(arguments, cancel);
        using var process = Process.Start(new ProcessStartInfo(Checker, arguments) { UseShellExecute = false });
        if (process is null)
            return 1;
        await process.WaitForExitAsync(cancel);
        return process.ExitCode;
    }
}
