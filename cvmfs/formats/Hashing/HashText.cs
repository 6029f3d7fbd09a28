namespace CernVM.Cvmfs.Formats.Hashing;

/// <summary>The text forms of the algorithms: how many digits, what follows them.</summary>
internal static class HashText
{
    public const int MaxDigestSize = 20;

    /// <summary>40 digits and <c>-shake128</c>.</summary>
    public const int MaxLength = 49;

    public static int DigestSize(ContentHashAlgorithm algorithm) => algorithm == ContentHashAlgorithm.Md5 ? 16 : MaxDigestSize;

    public static string Marker(ContentHashAlgorithm algorithm) => algorithm switch
    {
        ContentHashAlgorithm.Rmd160 => "-rmd160",
        ContentHashAlgorithm.Shake128 => "-shake128",
        _ => "",
    };

    /// <summary>The text length alone decides the algorithm; false for any other length.</summary>
    public static bool TryAlgorithm(int length, out ContentHashAlgorithm algorithm)
    {
        switch (length)
        {
            case 32:
                algorithm = ContentHashAlgorithm.Md5;
                return true;
            case 40:
                algorithm = ContentHashAlgorithm.Sha1;
                return true;
            case 47:
                algorithm = ContentHashAlgorithm.Rmd160;
                return true;
            case MaxLength:
                algorithm = ContentHashAlgorithm.Shake128;
                return true;
            default:
                algorithm = default;
                return false;
        }
    }
}
