namespace CernVM.Cvmfs.Client.Caching.External;

/// <summary>Answers of a plug-in (<c>EnumStatus</c>).</summary>
internal enum PluginStatus
{
    /// <summary>Nothing more precise, or no answer at all.</summary>
    Unknown = 0,

    /// <summary>Done.</summary>
    Ok = 1,

    /// <summary>The plug-in cannot do this.</summary>
    NotSupported = 2,

    /// <summary>The client may not do this.</summary>
    Forbidden = 3,

    /// <summary>The cache is full.</summary>
    NoSpace = 4,

    /// <summary>The object is not in the cache.</summary>
    NoEntry = 5,

    /// <summary>The request makes no sense.</summary>
    Malformed = 6,

    /// <summary>Reading or writing failed.</summary>
    IoError = 7,

    /// <summary>A check sum does not hold.</summary>
    Corrupted = 8,

    /// <summary>Parts of an object never arrived.</summary>
    Timeout = 9,

    /// <summary>A reference count would become negative.</summary>
    BadCount = 10,

    /// <summary>Behind the end of an object or listing.</summary>
    OutOfBounds = 11,

    /// <summary>Not as much could be evicted as asked for.</summary>
    Partial = 12,
}
