using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client;

/// <summary>
/// <c>mount.cvmfs</c>: what <c>mount -t cvmfs REPOSITORY DIRECTORY</c> calls (mount(8), external helpers):
/// <c>mount.cvmfs REPOSITORY DIRECTORY [-sfnv] [-N namespace] [-o options]</c>. Its exit codes are those of mount(8).
/// </summary>
internal sealed class MountHelperApplet : IApplet
{
    private const int MountFailure = 32;
    private const int UsageError = 1;

    public string Name => "mount.cvmfs";

    public string Summary => "helper of mount -t cvmfs";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        if (arguments.Length == 0 || arguments[0] is "-h" or "--help")
        {
            Console.Out.WriteLine("Usage: mount -t cvmfs [-o OPTION[,…]] REPOSITORY DIRECTORY\nOptions are those of cvmfs2; 'cvmfs2 --help' lists them.");
            return arguments.Length == 0 ? UsageError : 0;
        }

        // mount(8) passes -f as "fake": do everything but mount. The flags of cvmfs2 mean other things.
        var isFake = arguments.Contains("-f");
        string[] rest = [.. arguments.Where(argument => argument is not ("-f" or "-s" or "-n" or "-v"))];
        var options = MountOptionsParser.Parse(rest, out var errors);
        if (errors.Count > 0)
        {
            foreach (var error in errors)
                Console.Error.WriteLine($"{Name}: {error}");
            return UsageError;
        }
        if (Refusal(options) is { } refusal)
        {
            Console.Error.WriteLine($"{Name}: {refusal}");
            return MountFailure;
        }
        var exit = isFake ? 0 : await MountCommand.RunAsync(rest, cancel);
        return exit == 0 ? 0 : MountFailure;
    }

    // CVMFS_STRICT_MOUNT: only repositories of the list may be mounted.
    private static string? Refusal(MountOptions options)
    {
        if (!MountConfiguration.TryResolve(options.Repository, options.ConfigFiles, out var repository))
            return $"'{options.Repository}' is no repository name";
        var files = MountConfiguration.Files(repository, options.ConfigFiles);
        if (!IsOn(files.Find("CVMFS_STRICT_MOUNT")))
            return null;
        var listed = files.Find("CVMFS_REPOSITORIES")?.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
        return listed.Contains(options.Repository) || listed.Contains(repository.ToString())
            ? null
            : $"{repository} is not in CVMFS_REPOSITORIES, and CVMFS_STRICT_MOUNT allows no other";
    }

    private static bool IsOn(ConfigurationValue? value) => value?.Value.ToLowerInvariant() is "yes" or "on" or "1" or "true";
}
