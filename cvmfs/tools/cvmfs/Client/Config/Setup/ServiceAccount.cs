using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Tools.Client.Config.Setup;

/// <summary>The user and group that clients run as.</summary>
internal static class ServiceAccount
{
    /// <summary>Name of both.</summary>
    public const string Name = "cvmfs";

    private const string Folders = "/usr/sbin/";

    /// <summary>Makes user and group where they are missing. A sentence when that failed.</summary>
    public static string? Make()
    {
        if (AccountDatabase.System.FindGroup(Name) is null && !HostProgram.Succeeds(Folders + "groupadd", "-r", Name))
            return "Cannot create a cvmfs group";
        string[] user = ["-r", "-g", Name, "-d", "/var/lib/cvmfs", "-s", "/sbin/nologin", "-c", "CernVM-FS service account", Name];
        return AccountDatabase.System.FindUser(Name) is null && !HostProgram.Succeeds(Folders + "useradd", user) ? "Cannot create a cvmfs user" : null;
    }

    /// <summary>Makes the user a member of the group <c>fuse</c>, where there are both. A sentence when that failed.</summary>
    public static string? JoinFuse()
    {
        if (AccountDatabase.System.FindGroup("fuse") is not { } fuse || AccountDatabase.System.FindUser(Name) is not { } user)
            return null;
        var isMember = user.Gid == fuse || AccountDatabase.System.IsMember(Name, "fuse");
        return isMember || HostProgram.Succeeds(Folders + "usermod", "-a", "-G", "fuse", Name) ? null : "Cannot add user cvmfs to group fuse";
    }
}
