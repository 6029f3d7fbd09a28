using System.Diagnostics;

namespace CernVM.Boot.Tests.Harness;

/// <summary>A repository of the same name as the real one, made by somebody who does not have its keys.</summary>
internal static class StrangerRepository
{
    /// <returns>The folder to serve.</returns>
    public static async Task<string> CreateAsync(string root, CancellationToken cancellation)
    {
        Directory.CreateDirectory(root);
        var start = Command.Describe(Artifacts.Program("cvmfs_server"), ["mkfs", "-o", "root", "-p", Artifacts.RepositoryName]);
        start.Environment["CVMFS_ROOT_DIR"] = root;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("cvmfs_server did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, await output + await errors);
        return Path.Combine(root, "srv", "cvmfs");
    }
}
