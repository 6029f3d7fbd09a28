using System.Text;

namespace CernVM.Cvmfs.Linux.Mounts;

/// <summary>Options of an overlay mount (Documentation/filesystems/overlayfs.rst).</summary>
/// <param name="Lower">Read-only layers, the topmost first.</param>
/// <param name="Upper">Writable layer; null for a read-only overlay.</param>
/// <param name="Work">Empty directory on the same file system as <paramref name="Upper"/>.</param>
public sealed record OverlayOptions(IReadOnlyList<string> Lower, string? Upper, string? Work)
{
    /// <summary>Directories of lower layers can be renamed (redirect_dir).</summary>
    public bool? RedirectDirectories { get; init; }

    /// <summary>Changing only metadata copies no content up (metacopy).</summary>
    public bool? MetadataOnlyCopy { get; init; }

    /// <summary>Hard links survive a copy up, and lower layers that differ from the recorded ones are refused (index).</summary>
    public bool? Index { get; init; }

    /// <summary>Inode numbers unique over all layers (xino).</summary>
    public bool? UniqueInodes { get; init; }

    /// <summary>No syncing of the upper layer: for a scratch that does not survive (volatile).</summary>
    public bool Volatile { get; init; }

    /// <summary>The text for the data of mount(2).</summary>
    public string ToMountData()
    {
        var text = new StringBuilder("lowerdir=").AppendJoin(':', Lower.Select(layer => Escape(layer).Replace(":", "\\:", StringComparison.Ordinal)));
        if (Upper is not null)
            text.Append(",upperdir=").Append(Escape(Upper)).Append(",workdir=").Append(Escape(Work ?? throw new InvalidOperationException("An overlay with an upper layer needs a work directory on the same file system.")));
        Append(text, "redirect_dir", RedirectDirectories);
        Append(text, "metacopy", MetadataOnlyCopy);
        Append(text, "index", Index);
        Append(text, "xino", UniqueInodes);
        if (Volatile)
            text.Append(",volatile");
        return text.ToString();
    }

    /// <summary>Mounts it.</summary>
    public LinuxResult Attach(string target, MountFlags flags = MountFlags.None, string source = "overlay") =>
        FileSystemMounts.Attach(source, target, "overlay", flags, ToMountData());

    private static string Escape(string path) => path.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal);

    private static void Append(StringBuilder text, string name, bool? value)
    {
        if (value is { } known)
            text.Append(',').Append(name).Append(known ? "=on" : "=off");
    }
}
