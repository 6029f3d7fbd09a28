namespace CernVM.Cvmfs.Formats.Compression;

/// <summary>How an object's bytes are stored. The numbers stand in catalogs (flag bits 11 to 13).</summary>
public enum CompressionAlgorithm
{
    /// <summary>One zlib stream (RFC 1950); every kind of object except file data always is.</summary>
    Zlib = 0,

    /// <summary>As is.</summary>
    None = 1,
}
