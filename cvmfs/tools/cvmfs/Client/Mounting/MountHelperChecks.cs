using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Tools.Client.Mounting;

/// <summary>What must hold before <c>mount -t cvmfs</c> starts a client; the sentences are those of the original, for scripts that read them.</summary>
internal static class MountHelperChecks
{
    private const string FuseDevice = "/dev/fuse";

    /// <summary>The first thing that forbids to mount, or null.</summary>
    public static string? Refusal(RepositoryName repository, ConfigurationSet files)
    {
        if (!IsCharacterDevice(FuseDevice))
            return $"Fuse not loaded: there is no {FuseDevice}; load the kernel's module with 'modprobe fuse'";
        if (IsOn(files, "CVMFS_STRICT_MOUNT") && StrictMount(repository, files) is { } refusal)
            return refusal;
        return files.Find("CVMFS_HTTP_PROXY") is { Value.Length: > 0 } ? null : "CVMFS_HTTP_PROXY required; write DIRECT into /etc/cvmfs/default.local to use none";
    }

    private static string? StrictMount(RepositoryName repository, ConfigurationSet files)
    {
        if (files.Find("CVMFS_REPOSITORIES") is not { } list)
            return "CVMFS_REPOSITORIES missing; with CVMFS_STRICT_MOUNT it lists what may be mounted";
        var name = repository.ToString();
        var domain = files.Find("CVMFS_DEFAULT_DOMAIN")?.Value;
        var isListed = list.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Any(listed => listed == name || (!listed.Contains('.', StringComparison.Ordinal) && $"{listed}.{domain}" == name));
        return isListed || files.Find("CVMFS_CONFIG_REPOSITORY")?.Value == name ? null : $"Not allowed to mount {name}, add it to CVMFS_REPOSITORIES";
    }

    private static bool IsOn(ConfigurationSet files, string key) => files.Find(key)?.Value.ToUpperInvariant() is "YES" or "ON" or "1" or "TRUE";

    private static bool IsCharacterDevice(string path)
    {
        using var folder = DirectoryHandle.Open(Path.GetDirectoryName(path)!).TryGet(out var opened) ? opened : null;
        return folder is not null
            && folder.Status(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(path))).TryGet(out var status)
            && status.Kind == FileKind.CharacterDevice;
    }
}
