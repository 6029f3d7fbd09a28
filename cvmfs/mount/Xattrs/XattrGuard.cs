using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Mount.Xattrs;

/// <summary>Who may see and read synthetic attributes.</summary>
internal sealed class XattrGuard(PresentationSettings settings)
{
    /// <summary>Whether attributes are listed on an entry; reading by name does not depend on it.</summary>
    public bool IsListed(bool isRoot) => settings.MagicXattrs switch
    {
        XattrVisibility.Always => true,
        XattrVisibility.RootOnly => isRoot,
        _ => false,
    };

    /// <summary>Whether a process may read an attribute.</summary>
    public bool MayRead(string name, uint uid, uint gid) =>
        uid == 0 || !settings.ProtectedXattrs.Contains(name) || settings.PrivilegedGids.Contains(gid);
}
