using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>
/// Makes the process of a mount that root starts with <c>uid=</c> and <c>gid=</c> that user (formats §10.6). Of root's rights it keeps
/// CAP_SYS_ADMIN: to mount, unmount, and register files for passthrough. Credentials belong to threads, and a runtime has several from its first moment:
/// so one thread changes and then replaces the whole process by the same program, which starts with what that thread has.
/// docs/decisions/0023-client-privileges.md compares the ways.
/// </summary>
internal static class CredentialDrop
{
    private const uint MountPointMode = 0x1ED; // 0755

    /// <summary>True when this process may call mount(2).</summary>
    public static bool CanMount { get; } =
        ProcessControl.IsRoot || (Capabilities.Get().TryGet(out var own) && own.Has(Capabilities.SystemAdministration));

    /// <summary>
    /// Returns at once, with null, when there is nothing to change; else prepares what only root can do and does not return. A sentence when it
    /// failed.
    /// </summary>
    public static string? Apply(MountOptions options, ClientSettings settings)
    {
        var (uid, gid) = (options.Uid ?? 0, options.Gid ?? 0);
        if (!ProcessControl.IsRoot)
        {
            // What the daemon starts later has no business with the right to mount.
            _ = Capabilities.ClearAmbient();
            return null;
        }
        if (options.GrabMountPoint && Grab(options.MountPoint, uid, gid) is { } refusal)
            return refusal;
        return uid == 0 && gid == 0 ? null : Change(settings, uid, gid);
    }

    private static string? Grab(string place, uint uid, uint gid)
    {
        if (!DirectoryHandle.Open(place).TryGet(out var directory))
            return $"the mount point '{place}' cannot be opened";
        using (directory)
        {
            var taken = directory.ChangeOwner("."u8, uid, gid);
            if (taken.IsOk)
                taken = directory.ChangeMode("."u8, MountPointMode);
            return taken.IsOk ? null : $"Failed to grab mountpoint {place} ({taken})";
        }
    }

    private static string Change(ClientSettings settings, uint uid, uint gid)
    {
        RaiseLimits(settings);
        const ulong Kept = 1UL << Capabilities.SystemAdministration;
        var groups = AccountDatabase.System.GroupsOf(uid);
        var result = Capabilities.KeepAcrossUsers();
        if (result.IsOk)
            result = Credentials.Become(uid, gid, groups);
        if (!result.IsOk)
            return $"Failed to drop credentials: becoming user {uid}, group {gid} failed: {result}";

        // In a container that lacks it the process goes on without, and mounts through fusermount3.
        if (new Capabilities(Kept, Kept, Kept).Apply().IsOk)
            _ = Capabilities.RaiseAmbient(Capabilities.SystemAdministration);
        var executable = new FileInfo(DaemonLauncher.Self).LinkTarget ?? DaemonLauncher.Self;
        var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string)(variable.Value ?? "")));
        result = ProcessReplacement.Execute(executable, Environment.GetCommandLineArgs(), environment);
        return $"Failed to drop credentials: starting {executable} as user {uid} failed: {result}. The user must be able to read and execute it";
    }

    // Both survive the change, and neither is possible after it.
    private static void RaiseLimits(ClientSettings settings)
    {
        var wanted = (ulong)settings.Presentation.MaxOpenFiles;
        if (ResourceLimit.Get(LimitedResource.OpenFiles).TryGet(out var now) && now.Soft < wanted)
            _ = new ResourceLimit(wanted, Math.Max(wanted, now.Hard)).Apply(LimitedResource.OpenFiles);
        if (settings.Presentation.OutOfMemoryScore is { } score)
            _ = ProcessControl.SetOutOfMemoryScore(score);
    }
}
