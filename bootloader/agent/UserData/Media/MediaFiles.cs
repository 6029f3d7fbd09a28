namespace CernVM.Bootloader.Agent.UserData.Media;

/// <summary>Reads small documents from a medium.</summary>
internal static class MediaFiles
{
    /// <summary>The bytes of a file; null when it is not there. Throws InvalidDataException when it is larger than any context may be.</summary>
    public static byte[]? Read(IMediaVolume volume, string path)
    {
        string file = Path.Combine(volume.Root, path);
        if (!File.Exists(file))
            return null;
        long length = new FileInfo(file).Length;
        if (length > UserDataLimits.DocumentBytes)
            throw new InvalidDataException($"{path} has {length} bytes, more than the {UserDataLimits.DocumentBytes} that are read");
        return File.ReadAllBytes(file);
    }
}
