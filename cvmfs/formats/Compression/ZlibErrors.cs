namespace CernVM.Cvmfs.Formats.Compression;

/// <summary>The numbered errors of compressed objects; docs/formats/objects.md explains each.</summary>
public static class ZlibErrors
{
    /// <summary>ZLB001: no zlib stream, damaged, or cut off.</summary>
    public static FormatError Damaged(long offset, string reason) =>
        new("ZLB001", $"The object is no sound zlib stream: {reason} Fetch it again, from another server if it stays so.", offset);

    /// <summary>ZLB002: more content than announced.</summary>
    public static FormatError TooLong(long limit) =>
        new("ZLB002", $"The object unpacks to more than the {limit} bytes that were announced. Fetch it again, from another server if it stays so.", limit);

    /// <summary>ZLB003: shorter than any stream.</summary>
    public static FormatError Truncated(long count) =>
        new("ZLB003", $"The object ends after {count} bytes, in the middle of its zlib stream. Fetch it again.", count);

    /// <summary>ZLB004: bytes behind the end of the stream.</summary>
    public static FormatError Trailing(long count) =>
        new("ZLB004", $"The object goes on after the end of its zlib stream, or its checksum is wrong. Fetch it again, from another server if it stays so.", count);
}
