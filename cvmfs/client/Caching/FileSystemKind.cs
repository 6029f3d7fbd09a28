namespace CernVM.Cvmfs.Client.Caching;

/// <summary>What is known about the file system below a directory.</summary>
internal static class FileSystemKind
{
    /// <summary>BeeGFS renames across directories by copying, so that temporary files belong beside their destinations (formats §10.1).</summary>
    public static bool WantsRenamesInsideOneDirectory(string directory) => FormatOf(directory) is "fhgfs" or "beegfs";

    /// <summary>Whether files there live in memory.</summary>
    public static bool IsMemory(string directory) => FormatOf(directory) is "tmpfs" or "ramfs";

    /// <summary>Bytes that can be written there, or null when that is not known.</summary>
    public static long? FreeBytes(string directory)
    {
        try
        {
            return new DriveInfo(directory).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string? FormatOf(string directory)
    {
        try
        {
            return new DriveInfo(directory).DriveFormat;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
