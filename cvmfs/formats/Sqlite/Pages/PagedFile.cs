using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Formats.Sqlite.Pages;

/// <summary>A database file as pages, for any number of threads. The file must not change meanwhile.</summary>
internal sealed class PagedFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private PagedFile(SafeFileHandle handle, string path, int pageSize, int usable, uint count)
    {
        _handle = handle;
        Path = path;
        PageSize = pageSize;
        UsableSize = usable;
        PageCount = count;
    }

    /// <summary>The file, for messages.</summary>
    public string Path { get; }

    /// <summary>Bytes of a page.</summary>
    public int PageSize { get; }

    /// <summary>Bytes of a page that trees use; the rest is reserved for extensions.</summary>
    public int UsableSize { get; }

    /// <summary>Whole pages in the file; they count from 1.</summary>
    public uint PageCount { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length => (long)PageCount * PageSize;

    /// <summary>Reads the header; null when these are no pages of a database in UTF-8.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PagedFile? Open(string path)
    {
        const int PageSizeAt = 16, ReservedAt = 20, EncodingAt = 56, Utf8 = 1;
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        PagedFile? opened = null;
        try
        {
            Span<byte> header = stackalloc byte[PageLimits.HeaderSize];
            if (RandomAccess.Read(handle, header, 0) != header.Length || !header.StartsWith("SQLite format 3\0"u8))
                return null;
            var size = BinaryPrimitives.ReadUInt16BigEndian(header[PageSizeAt..]) is var noted and not 1 ? noted : PageLimits.LargestPage;
            var usable = size - header[ReservedAt];
            var pages = RandomAccess.GetLength(handle) / Math.Max(size, 1);
            if (size < PageLimits.SmallestPage || !int.IsPow2(size) || usable < PageLimits.LeastUsable || pages > uint.MaxValue
                || BinaryPrimitives.ReadUInt32BigEndian(header[EncodingAt..]) != Utf8)
                return null;
            opened = new PagedFile(handle, path, size, usable, (uint)pages);
            return opened;
        }
        finally
        {
            if (opened is null)
                handle.Dispose();
        }
    }

    /// <summary>Fills the buffer, which has the size of a page.</summary>
    /// <exception cref="MalformedDataException">There is no such page.</exception>
    public void Read(uint page, Span<byte> buffer)
    {
        if (page == 0 || page > PageCount || RandomAccess.Read(_handle, buffer, (long)(page - 1) * PageSize) != buffer.Length)
            throw Damage($"it refers to page {page} of {PageCount}");
    }

    /// <summary>What to throw when pages do not hold what they should.</summary>
    public MalformedDataException Damage(string reason) => new(Catalogs.CatalogErrors.Damaged(Path, reason));

    public void Dispose() => _handle.Dispose();
}
