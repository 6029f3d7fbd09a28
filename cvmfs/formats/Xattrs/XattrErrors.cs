namespace CernVM.Cvmfs.Formats.Xattrs;

/// <summary>The numbered errors of extended attributes; docs/formats/catalog.md explains each.</summary>
internal static class XattrErrors
{
    private const string Cure = "the catalog is damaged; its owner must publish it anew";

    public static FormatError Version(int version) =>
        new("XAT001", $"Extended attributes are stored in version {version}, known is 1; use a newer CernVM.", 0);

    public static FormatError Truncated(long offset) =>
        new("XAT002", $"Extended attributes end in the middle of one; {Cure}.", offset);

    public static FormatError Trailing(long offset) =>
        new("XAT003", $"Extended attributes are followed by further bytes; {Cure}.", offset);

    public static FormatError Key(long offset) =>
        new("XAT004", $"An extended attribute has an empty name, one with a NUL, or one that was there before; {Cure}.", offset);
}
