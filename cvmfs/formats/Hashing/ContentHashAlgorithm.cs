namespace CernVM.Cvmfs.Formats.Hashing;

/// <summary>Algorithms of object names. The numbers are CernVM-FS's own.</summary>
public enum ContentHashAlgorithm : byte
{
    /// <summary>16 bytes; names paths, never objects.</summary>
    Md5 = 0,

    /// <summary>20 bytes; the default.</summary>
    Sha1 = 1,

    /// <summary>20 bytes, <c>-rmd160</c>.</summary>
    Rmd160 = 2,

    /// <summary>SHAKE-128 squeezed to 20 bytes, <c>-shake128</c>.</summary>
    Shake128 = 3,
}
