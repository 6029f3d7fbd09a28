namespace CernVM.Cvmfs.Server.Planning;

/// <summary>Names that mean something to the publisher (formats §12.5).</summary>
internal static class SpecialNames
{
    /// <summary>Its directory becomes a nested catalog.</summary>
    public static ReadOnlySpan<byte> Marker => ".cvmfscatalog"u8;

    /// <summary>In the root: rules for nested catalogs.</summary>
    public static ReadOnlySpan<byte> Dirtab => ".cvmfsdirtab"u8;

    /// <summary>In the root: a file that the original reserves for an experiment.</summary>
    public static ReadOnlySpan<byte> Bundles => ".cvmfsbundles"u8;

    /// <summary>In the root: the directory of snapshots, made by the publisher itself.</summary>
    public static ReadOnlySpan<byte> Reserved => ".cvmfs"u8;
}
