namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>Bounds of access profiles, all of them ours.</summary>
internal static class ProfileLimits
{
    /// <summary>Bytes of a profile or bundle file.</summary>
    public const int MaxLength = 4 << 20;

    /// <summary>Start-ups in one profile.</summary>
    public const int MaxStarts = 256;

    /// <summary>Files in one profile.</summary>
    public const int MaxFiles = 65_536;

    /// <summary>Ranges of one file.</summary>
    public const int MaxRanges = 1024;

    /// <summary>Characters of a start-up's name.</summary>
    public const int MaxName = 256;

    /// <summary>Files that the recorder marks as triggers.</summary>
    public const int RecordedTriggers = 8;

    /// <summary>Triggers that must be seen, as the recorder writes it.</summary>
    public const int RecordedThreshold = 2;

    /// <summary>Files of a start-up that are looked up and fetched at once; more than transfers, because many are here already.</summary>
    public const int Parallel = 48;

    /// <summary>Opened files that are remembered for a profile that is still on its way.</summary>
    public const int RecentFiles = 64;

    /// <summary>Directories remembered as having been looked at.</summary>
    public const int KnownDirectories = 8192;

    /// <summary>Start-ups waited for at once.</summary>
    public const int MaxWatched = 1024;
}
