using System.Diagnostics;
using System.Globalization;
using CernVM.Benchmarks.Client.Processes;

namespace CernVM.Benchmarks.Client.Contenders;

/// <summary>A mount in a folder of its own; the folder goes with it.</summary>
internal sealed class MountedPlace(string own) : Place(Directory.CreateDirectory(Path.Combine(own, "mnt")).FullName)
{
    /// <summary>Runs <c>cvmfs2</c>, which returns when the repository is mounted.</summary>
    public async Task MountAsync(string folder, string[] arguments, CancellationToken cancel)
    {
        var libraries = new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = folder, ["CVMFS_LIBRARY_PATH"] = folder };
        var watch = Stopwatch.GetTimestamp();
        await Command.RunAsync(Path.Combine(own, "log"), libraries, [Path.Combine(folder, "cvmfs2"), .. arguments, Root], cancel);
        StartSeconds = Stopwatch.GetElapsedTime(watch).TotalSeconds;
        var pid = await Command.OutputAsync(["getfattr", "--absolute-names", "--only-values", "-n", "user.pid", Root], cancel)
            ?? throw new InvalidOperationException($"The client on {Root} does not say its process id (extended attribute user.pid).");
        Client = new ProcessUsage(int.Parse(pid, CultureInfo.InvariantCulture));
    }

    public override async ValueTask DisposeAsync()
    {
        await Command.ShellAsync("while mountpoint -q \"$1\"; do umount \"$1\" 2> /dev/null || umount -l \"$1\" || exit 1; done", [Root], CancellationToken.None);
        if (Client is not null)
            await Client.EndsAsync();

        Directory.Delete(own, recursive: true);
        await base.DisposeAsync();
    }
}
