namespace CernVM.Benchmarks.Client;

/// <summary>What must be there before anything is made.</summary>
internal static class Requirements
{
    private const long NeededBytes = 6L << 30;

    private static readonly string[] Programs = ["getfattr", "find", "tar", "xargs", "python3", "mountpoint"];

    /// <summary>The first thing that is missing, and the cure; null when all is there.</summary>
    public static string? Missing(Options options)
    {
        if (!Environment.IsPrivilegedProcess)
            return "Mounting needs root; run this as root.";
        if (!File.Exists("/dev/fuse"))
            return "/dev/fuse is missing; load the module: modprobe fuse";
        foreach (var program in (string[])["cvmfs2", "cvmfs_server"])
        {
            if (!File.Exists(Path.Combine(options.Bin, program)))
                return $"{Path.Combine(options.Bin, program)} is missing; run ./build.sh --target=Build, or name another folder with --bin=DIR.";
        }

        if (options.Original is { } original && !File.Exists(Path.Combine(original, "cvmfs2")))
            return $"{Path.Combine(original, "cvmfs2")} is missing; --original=DIR names the folder of the original's cvmfs2 and its libraries.";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (Programs.FirstOrDefault(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))) is { } absent)
            return $"The program {absent} is missing; Debian's packages attr, findutils, tar, python3 and util-linux have what is needed.";
        var free = new DriveInfo(options.Work).AvailableFreeSpace;
        return free < NeededBytes ? $"{options.Work} has {free >> 20} MiB free, {NeededBytes >> 20} are needed; name another folder with --work=DIR." : null;
    }
}
