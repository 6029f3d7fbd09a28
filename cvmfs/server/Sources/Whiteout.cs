namespace CernVM.Cvmfs.Server.Sources;

/// <summary>How union file systems write down that something is gone (formats §12.5).</summary>
internal static class Whiteout
{
    /// <summary>Present on a directory of the upper layer that hides everything below it; its value is not looked at.</summary>
    public static ReadOnlySpan<byte> OpaqueAttribute => "trusted.overlay.opaque"u8;

    private static ReadOnlySpan<byte> Prefix => ".wh."u8;

    private static ReadOnlySpan<byte> ReservedPrefix => ".wh..wh."u8;

    private static ReadOnlySpan<byte> OpaqueMarker => ".wh..wh..opq"u8;

    private static ReadOnlySpan<byte> LinkTarget => "(overlay-whiteout)"u8;

    public static bool IsOpaqueMarker(SourceEntry entry) => entry.Name.Span.SequenceEqual(OpaqueMarker);

    public static bool IsReserved(SourceEntry entry) => entry.Name.Span.StartsWith(ReservedPrefix);

    /// <summary>Whether the entry stands for a removed name: a device 0:0, a file <c>.wh.NAME</c>, or a link to a fixed text.</summary>
    public static bool TryNameOfRemoved(SourceEntry entry, out ReadOnlyMemory<byte> name)
    {
        const uint typeMask = 0xF000;
        const uint characterDevice = 0x2000;
        name = entry.Name;
        if ((entry.Mode & typeMask) == characterDevice && entry.Device == 0)
            return true;
        if (entry.IsSymlink && entry.Symlink.Span.SequenceEqual(LinkTarget))
            return true;
        if (!entry.Name.Span.StartsWith(Prefix) || IsReserved(entry) || entry.Name.Length == Prefix.Length)
            return false;
        name = entry.Name[Prefix.Length..];
        return true;
    }
}
