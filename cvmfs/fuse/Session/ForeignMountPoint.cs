using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse.Session;

/// <summary>Somebody else mounted it and takes it away.</summary>
internal sealed class ForeignMountPoint(string name) : IMountPoint
{
    public LinuxResult Unmount(UnmountManner manner) => Errno.EPERM;

    public string? Place => null;

    public override string ToString() => name;
}
