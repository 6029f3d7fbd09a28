namespace CernVM.Cvmfs.Formats.Compression.Reproduction;

/// <summary>Alphabets of RFC 1951: how lengths and distances become codes with extra bits.</summary>
internal static class DeflateCodes
{
    public const int EndOfBlock = 256;
    public const int LiteralCodes = 286;
    public const int DistanceCodes = 30;
    public const int LengthCodes = 19;
    public const int FirstLength = 257;

    /// <summary>Order in which the lengths of the code-length alphabet are sent.</summary>
    public static readonly byte[] LengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    public static readonly byte[] ExtraOfLength = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    public static readonly byte[] ExtraOfDistance =
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    public static readonly byte[] ExtraOfLengthCode = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 7];

    /// <summary>Least length of each code, minus 3.</summary>
    public static readonly int[] FirstOfLength = new int[ExtraOfLength.Length];

    /// <summary>Least distance of each code, minus 1.</summary>
    public static readonly int[] FirstOfDistance = new int[ExtraOfDistance.Length];

    /// <summary>Code of each length minus 3.</summary>
    public static readonly byte[] OfLength = new byte[256];

    static DeflateCodes()
    {
        var length = 0;
        for (var code = 0; code < ExtraOfLength.Length - 1; code++)
        {
            FirstOfLength[code] = length;
            for (var count = 1 << ExtraOfLength[code]; count > 0 && length < 256; count--)
                OfLength[length++] = (byte)code;
        }

        // The longest match has a code of its own.
        OfLength[255] = 28;
        FirstOfLength[28] = 255;
        var distance = 0;
        for (var code = 0; code < ExtraOfDistance.Length; code++)
        {
            FirstOfDistance[code] = distance;
            distance += 1 << ExtraOfDistance[code];
        }
    }

    /// <summary>Code of a distance minus 1.</summary>
    public static int OfDistance(int distance)
    {
        if (distance < 4)
            return distance;
        var bits = 31 - System.Numerics.BitOperations.LeadingZeroCount((uint)distance);
        return (2 * bits) + ((distance >> (bits - 1)) & 1);
    }
}
