namespace CernVM.Cvmfs.Linux.Mounts;

/// <summary>The mounts that this process sees.</summary>
public static class MountTable
{
    private const string Path = "/proc/self/mountinfo";

    /// <summary>Reads them, in the order of mounting; empty when /proc is not mounted.</summary>
    public static IReadOnlyList<MountEntry> Read() => File.Exists(Path) ? MountInfoParser.Parse(File.ReadAllBytes(Path)) : [];

    /// <summary>The mount whose root is exactly this place; the last one where several are stacked.</summary>
    public static MountEntry? At(string target) => Read().LastOrDefault(entry => entry.Target == target);
}
