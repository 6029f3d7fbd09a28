using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Linux.Mounts;

/// <summary>One line of /proc/self/mountinfo (Documentation/filesystems/proc.rst, section 3.5).</summary>
/// <param name="Id">Number of the mount, reused after an unmount.</param>
/// <param name="ParentId">The mount that it sits on.</param>
/// <param name="Device">st_dev of the files in it.</param>
/// <param name="Root">The part of the file system that is shown.</param>
/// <param name="Target">Where, relative to the process's root.</param>
/// <param name="Options">Options of this place.</param>
/// <param name="Propagation">Optional fields such as <c>shared:1</c>.</param>
/// <param name="Type">File system type, with its subtype: <c>fuse.cvmfs2</c>.</param>
/// <param name="Source">Device or word.</param>
/// <param name="SuperOptions">Options of the file system.</param>
public sealed record MountEntry(
    int Id,
    int ParentId,
    DeviceNumber Device,
    string Root,
    string Target,
    string Options,
    IReadOnlyList<string> Propagation,
    string Type,
    string Source,
    string SuperOptions)
{
    /// <summary>True when the place or the file system is read-only.</summary>
    public bool IsReadOnly => Has(Options, "ro") || Has(SuperOptions, "ro");

    private static bool Has(string options, string word) => options.Split(',').Contains(word);
}
