using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Mounting;

/// <summary>
/// <c>mount.cvmfs</c>: what <c>mount -t cvmfs REPOSITORY DIRECTORY</c> and the automounter call (mount(8), external helpers). It checks what
/// only root can, makes the folders of the client's user, and starts <c>cvmfs2</c> as that user.
/// </summary>
internal sealed class MountHelperApplet : IApplet
{
    private const int Refused = 1;
    private const int MountFailure = 32;

    private const string Usage = """
        Mount helper for CernVM-FS.  Used by mount(8)
        Mandatory arguments:
          repository name: <repository>
          mountpoint of the repository: <mountpoint>
        Options:
          -o <mount options>   those of cvmfs2; 'cvmfs2 --help' lists them
          -f dry run, just prints out the mount command
          -h print this help
        """;

    public string Name => "mount.cvmfs";

    public string Summary => "helper of mount -t cvmfs";

    public async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        if (arguments is ["-h" or "--help", ..])
        {
            Console.Out.WriteLine(Usage);
            return 0;
        }
        if (MountHelperArguments.Parse(arguments) is not { } line)
        {
            Console.Error.WriteLine(Usage);
            return Refused;
        }
        if (!RepositoryName.TryParse(line.Device, out _))
            return Complain($"Invalid repository: {line.Device}");
        if (!MountConfiguration.TryResolve(line.Device, line.ConfigFiles, out var repository))
            return Complain($"CVMFS_DEFAULT_DOMAIN does not make a repository name of {line.Device}");
        return repository.ToString().Contains('.', StringComparison.Ordinal)
            ? await MountAsync(line, repository, cancel)
            : Complain("CVMFS_DEFAULT_DOMAIN missing; write it into /etc/cvmfs/default.local, or the repository's full name");
    }

    private static async Task<int> MountAsync(MountHelperArguments line, RepositoryName repository, CancellationToken cancel)
    {
        var files = MountConfiguration.Files(repository, line.ConfigFiles);
        var userName = files.Find("CVMFS_USER") is { Value.Length: > 0 } named ? named.Value : "cvmfs";
        var account = ProcessControl.IsRoot ? AccountDatabase.System.FindUser(userName) : null;
        if (account is null && ProcessControl.IsRoot)
            return Complain($"Failed to find user {userName} in passwd database; 'cvmfs_config setup' makes it, CVMFS_USER names another");
        if (MountHelperChecks.Refusal(repository, files) is { } refusal)
            return Complain(refusal);
        var bound = MountConfiguration.Bind(repository, line.ConfigFiles);
        if (bound.Settings is not { } settings)
        {
            foreach (var problem in bound.Problems)
                Console.Error.WriteLine($"{(problem.IsWarning ? "warning: " : "")}{problem}");
            return MountFailure;
        }
        if (await LiveMounts.FindAsync(settings, Path.TrimEndingDirectorySeparator(Path.GetFullPath(line.MountPoint)), cancel) is { } place)
            return await AlreadyMountedAsync(line, repository, settings, account?.Uid ?? 0, place, cancel);
        if (line.IsRemount)
            return Complain($"Repository {repository} is not mounted on {line.MountPoint}");

        string[] all = ["-o", string.Join(',', Options(line, account, settings)), repository.ToString(), line.MountPoint];
        if (line.IsDryRun)
        {
            Console.Out.WriteLine($"/usr/bin/{MountCommand.Name} {string.Join(' ', all)}");
            return 0;
        }
        if (account is { } user && MountFolders.Prepare(settings, user.Uid, Credentials.EffectiveGid) is { } failure)
            return Complain(failure);
        return await MountCommand.RunAsync(all, cancel) == 0 ? 0 : MountFailure;
    }

    private static IEnumerable<string> Options(MountHelperArguments line, (uint Uid, uint Gid)? account, ClientSettings settings)
    {
        var isDebugged = settings["CVMFS_DEBUGLOG"] is { Length: > 0 };
        var options = line.Options.Concat(["system_mount", "fsname=" + MountCommand.Name, "allow_other", "grab_mountpoint"]);
        if (account is { } user)
            options = options.Append($"uid={user.Uid}").Append($"gid={user.Gid}");
        return isDebugged ? options.Append("debug") : options;
    }

    // A remount succeeds without doing anything, as with the original: none of its options can change. A client that a mount in another namespace keeps alive
    // serves this one, too.
    private static async Task<int> AlreadyMountedAsync(
        MountHelperArguments line, RepositoryName repository, ClientSettings settings, uint user, string place, CancellationToken cancel)
    {
        var wanted = Path.TrimEndingDirectorySeparator(Path.GetFullPath(line.MountPoint));
        if (wanted != place || MountTable.At(place) is not null)
            return line.IsRemount && wanted == place ? 0 : Complain($"Repository {repository} is already mounted on {place}");
        if (await RunningClient.AttachAsync(settings, place, user, cancel) is { } reason)
            return Complain($"Cannot connect to existing fuse module: {reason}; end the client of {repository}, which a mount in another namespace keeps alive");
        Console.Out.WriteLine($"CernVM-FS: linking {place} to repository {repository} (attaching)");
        return 0;
    }

    private static int Complain(string message)
    {
        Console.Error.WriteLine(message);
        return Refused;
    }
}
