using System.Text;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>Gives the control socket to the user of <c>CVMFS_TALK_OWNER</c>, as on machines of publishers.</summary>
internal static class TalkOwner
{
    /// <summary>Does it where it is configured; the value is what went wrong.</summary>
    public static (LoaderExitCode Code, string Message)? Apply(ClientSettings settings, string socket)
    {
        if (settings.Presentation.TalkOwner is not { } name)
            return null;
        if (AccountDatabase.System.FindUser(name) is not { } owner)
            return (LoaderExitCode.Options, $"CVMFS_TALK_OWNER='{name}' is no user of this machine.");
        if (owner == (0, 0))
            return null;
        var changed = DirectoryHandle.WorkingDirectory.ChangeOwner(Encoding.UTF8.GetBytes(socket), owner.Uid, owner.Gid);
        return changed.IsOk
            ? null
            : (LoaderExitCode.Talk, $"the control socket '{socket}' cannot be given to CVMFS_TALK_OWNER='{name}': {changed.Error}. Only root can do that: name CVMFS_USER, or nobody.");
    }
}
