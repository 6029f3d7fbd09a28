using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>Turns errors of the file system into failures that say what can be done.</summary>
internal static class LocalFailure
{
    private const int LibraryDescriptors = 3;
    private const int NoSpace = 28;
    private const int TooManyInProcess = 24;
    private const int TooManyInSystem = 23;
    private const int QuotaExceeded = 122;

    /// <summary>The failure for an error.</summary>
    /// <param name="error">What the runtime threw.</param>
    /// <param name="subject">What failed, without a full stop.</param>
    public static ClientFailure Of(Exception error, string subject)
    {
        var (kind, cure) = (error.HResult & 0xffff) switch
        {
            NoSpace or QuotaExceeded => (ClientFailureKind.NoSpace, "Free space there, or lower CVMFS_QUOTA_LIMIT."),
            TooManyInProcess or TooManyInSystem => (ClientFailureKind.TooManyFiles, "Raise CVMFS_NFILES, or close files."),
            _ => (ClientFailureKind.LocalStorage, "Check free space and permissions."),
        };
        return new ClientFailure(kind, $"{subject}: {error.Message} {cure}");
    }

    /// <summary>
    /// Why a file that a library could not read cannot be opened, for example because this process has too many files open; null when it can, so that its
    /// content is to blame. Libraries open a file more than once and tell no reason.
    /// </summary>
    public static ClientFailure? WhyNotOpened(string path)
    {
        var opened = new List<SafeFileHandle>(LibraryDescriptors);
        try
        {
            while (opened.Count < LibraryDescriptors)
                opened.Add(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Of(error, $"The cached file {path} cannot be opened");
        }
        finally
        {
            opened.ForEach(handle => handle.Dispose());
        }
    }
}
