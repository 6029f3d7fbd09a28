namespace CernVM.Builder.Initramfs;

/// <summary>One path of a cpio archive.</summary>
/// <param name="Path">Path without a slash at the beginning.</param>
/// <param name="Mode">Type and permission bits as in stat(2).</param>
/// <param name="Content">Bytes of a file or the target of a link.</param>
/// <param name="Device">Numbers of a device node.</param>
public sealed record CpioEntry(string Path, uint Mode, ReadOnlyMemory<byte> Content, (uint Major, uint Minor) Device)
{
    private const uint TypeFolder = 0x4000;
    private const uint TypeCharacterDevice = 0x2000;
    private const uint TypeFile = 0x8000;
    private const uint TypeLink = 0xA000;

    /// <summary>True for a folder.</summary>
    public bool IsFolder => (Mode & 0xF000) == TypeFolder;

    /// <summary>A folder.</summary>
    public static CpioEntry Folder(string path, uint permissions = 0x1ED) => new(path, TypeFolder | permissions, default, default);

    /// <summary>A regular file.</summary>
    public static CpioEntry File(string path, ReadOnlyMemory<byte> content, uint permissions = 0x1A4) => new(path, TypeFile | permissions, content, default);

    /// <summary>A symbolic link.</summary>
    public static CpioEntry Link(string path, string target) => new(path, TypeLink | 0x1FF, System.Text.Encoding.UTF8.GetBytes(target), default);

    /// <summary>A character device.</summary>
    public static CpioEntry CharacterDevice(string path, uint major, uint minor, uint permissions) =>
        new(path, TypeCharacterDevice | permissions, default, (major, minor));
}
