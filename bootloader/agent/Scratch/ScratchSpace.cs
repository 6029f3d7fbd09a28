namespace CernVM.Bootloader.Agent.Scratch;

/// <summary>The writable layer's file system.</summary>
/// <param name="Device">The device's node, or tmpfs.</param>
/// <param name="IsPersistent">Whether it survives the machine's end.</param>
/// <param name="Size">Bytes.</param>
internal sealed record ScratchSpace(string Device, bool IsPersistent, long Size)
{
    /// <summary>Not mounted yet.</summary>
    public static ScratchSpace None { get; } = new("", false, 0);

    /// <summary>The directories of the disk contract; work belongs to the overlay.</summary>
    public static IReadOnlyList<string> Directories { get; } =
        ["persistent", "work", "cache", "cvmfs", "aux", "context", "kexec", "containers"];
}
