namespace CernVM.Cvmfs.Services;

/// <summary>What a request asked for, as the counters and the access log tell it apart.</summary>
public enum ServedKind
{
    /// <summary>Anything else: an error, a JSON file, a file of external data.</summary>
    Other,

    /// <summary><c>.cvmfspublished</c>.</summary>
    Manifest,

    /// <summary><c>.cvmfswhitelist</c>.</summary>
    Whitelist,

    /// <summary>Content of a whole file (no suffix).</summary>
    Object,

    /// <summary>A part of a chunked file (suffix P).</summary>
    Chunk,

    /// <summary>A catalog (suffix C).</summary>
    Catalog,

    /// <summary>A certificate (suffix X).</summary>
    Certificate,

    /// <summary>A database of tags (suffix H).</summary>
    History,

    /// <summary>Repository meta information (suffix M).</summary>
    MetaInfo,
}
