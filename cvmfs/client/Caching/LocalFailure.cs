namespace CernVM.Cvmfs.Client.Caching;

/// <summary>Turns errors of the file system into failures that say what can be done.</summary>
internal static class LocalFailure
{
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
}
