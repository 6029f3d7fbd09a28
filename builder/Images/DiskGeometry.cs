namespace CernVM.Builder.Images;

/// <summary>The made-up geometry that BIOS programs see on a disk addressed by blocks.</summary>
internal static class DiskGeometry
{
    public const ushort SectorsPerTrack = 63;
    public const ushort Heads = 255;
}
