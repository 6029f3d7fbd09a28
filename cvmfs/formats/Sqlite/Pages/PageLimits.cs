namespace CernVM.Cvmfs.Formats.Sqlite.Pages;

/// <summary>Bounds on database pages. SQLite's numbers stand in its "Database File Format"; the others are ours.</summary>
internal static class PageLimits
{
    /// <summary>Bytes of the header at the beginning of page 1.</summary>
    public const int HeaderSize = 100;

    /// <summary>SQLite's smallest page.</summary>
    public const int SmallestPage = 512;

    /// <summary>SQLite's largest page.</summary>
    public const int LargestPage = 65536;

    /// <summary>SQLite's least usable bytes of a page.</summary>
    public const int LeastUsable = 480;

    /// <summary>Levels of a tree: with the smallest fan-out that SQLite makes, more do not fit in any file.</summary>
    public const int Depth = 20;

    /// <summary>Looks at pages that any query may take.</summary>
    public const int BaseReads = 1000;

    /// <summary>Bytes of file for which a query may take one more look at a page.</summary>
    public const int BytesPerRead = 16;

    /// <summary>Columns that are looked at in a record; SqliteLimits allows as many to SQLite.</summary>
    public const int Columns = 100;

    /// <summary>Page buffers of one reader, in bytes: what the way to one row of a large catalog touches, several times.</summary>
    public const int BufferBytes = 64 * 1024;

    /// <summary>Buffers at least, however large the pages.</summary>
    public const int FewestBuffers = 4;
}
