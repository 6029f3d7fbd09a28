namespace CernVM.Builder.Tooling.Processes;

/// <summary>Which Debian package brings a program, for messages.</summary>
public static class ToolPackages
{
    private static readonly Dictionary<string, string> s_packages = new(StringComparer.Ordinal)
    {
        ["apt-get"] = "apt",
        ["apt-config"] = "apt",
        ["dpkg-deb"] = "dpkg",
        ["mmdebstrap"] = "mmdebstrap",
        ["ldconfig"] = "libc-bin",
        ["xz"] = "xz-utils",
        ["zstd"] = "zstd",
        ["gzip"] = "gzip",
        ["syslinux"] = "syslinux",
        ["mtools"] = "mtools",
        ["qemu-system-x86_64"] = "qemu-system-x86",
        ["qemu-img"] = "qemu-utils",
        ["setpriv"] = "util-linux",
        ["setsid"] = "util-linux",
        ["unshare"] = "util-linux",
        ["umount"] = "mount",
        ["chroot"] = "coreutils",
        ["find"] = "findutils",
        ["getcap"] = "libcap2-bin",
    };

    /// <summary>What is missing and how to get it.</summary>
    public static string MissingMessage(string program) =>
        s_packages.TryGetValue(program, out var package)
            ? $"the program '{program}' is not installed: run 'apt-get install {package}' and try again"
            : $"the program '{program}' is not installed, or its folder is not in PATH";
}
