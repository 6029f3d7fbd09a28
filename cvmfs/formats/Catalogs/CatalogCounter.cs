namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>What catalogs count, in the order in which the counters are written.</summary>
public enum CatalogCounter
{
    /// <summary>Regular files, chunked ones included.</summary>
    Regular,

    /// <summary>Symlinks.</summary>
    Symlink,

    /// <summary>Devices, fifos and sockets.</summary>
    Special,

    /// <summary>Directories; the catalog's own root counts.</summary>
    Directory,

    /// <summary>Nested catalogs.</summary>
    Nested,

    /// <summary>Chunked files.</summary>
    Chunked,

    /// <summary>Rows of <c>chunks</c>.</summary>
    Chunks,

    /// <summary>Plain bytes of regular files.</summary>
    FileSize,

    /// <summary>Plain bytes of chunked files.</summary>
    ChunkedSize,

    /// <summary>Entries with extended attributes.</summary>
    Xattr,

    /// <summary>External files.</summary>
    External,

    /// <summary>Plain bytes of external files.</summary>
    ExternalFileSize,
}
