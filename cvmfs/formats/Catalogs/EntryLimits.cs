namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>What a catalog row may hold.</summary>
internal static class EntryLimits
{
    /// <summary>NAME_MAX of Linux.</summary>
    public const int NameLength = 255;

    /// <summary>PATH_MAX of Linux; the kernel takes no longer target.</summary>
    public const int SymlinkLength = 4096;

    /// <summary>Version, count and 255 pairs of a 255-byte key and a 255-byte value (formats §7.6).</summary>
    public const int XattrLength = 2 + (255 * (2 + 255 + 255));
}
