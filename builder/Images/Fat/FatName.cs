using System.Text;

namespace CernVM.Builder.Images.Fat;

/// <summary>
/// A name in a FAT folder: the 11 bytes of its short form and, when that does not say it all, the long form (Microsoft's FAT
/// specification 1.03, sections 6 and 7). Names that differ from a short name only by small letters use the two case bits that
/// Windows NT and Linux know.
/// </summary>
internal sealed record FatName(byte[] Short, byte CaseBits, string? Long)
{
    private const int BaseLength = 8;
    private const int ExtensionLength = 3;
    private const byte SmallBase = 0x08;
    private const byte SmallExtension = 0x10;
    private const string AllowedSigns = "$%'-_@~`!(){}^#&";

    /// <summary>Chooses the short form, one that no neighbour has.</summary>
    public static FatName Create(string name, Func<byte[], bool> taken)
    {
        var dot = name.LastIndexOf('.');
        var (stem, extension) = dot > 0 ? (name[..dot], name[(dot + 1)..]) : (name, string.Empty);
        if (stem.Length <= BaseLength && extension.Length <= ExtensionLength && IsPlain(stem) && IsPlain(extension) && (dot <= 0 || extension.Length > 0))
        {
            var bits = (byte)((IsSmall(stem) ? SmallBase : 0) | (IsSmall(extension) ? SmallExtension : 0));
            var mixed = IsMixed(stem) || IsMixed(extension);
            var plain = Bytes(stem, extension);
            if (!taken(plain))
                return new FatName(plain, mixed ? (byte)0 : bits, mixed ? name : null);
        }

        for (var number = 1; ; number++)
        {
            var tail = $"~{number}";
            var candidate = Bytes(Clean(stem, BaseLength - tail.Length) + tail, Clean(extension, ExtensionLength));
            if (!taken(candidate))
                return new FatName(candidate, 0, name);
        }
    }

    /// <summary>Sum over the short form that ties the entries of the long form to it.</summary>
    public byte Checksum()
    {
        byte sum = 0;
        foreach (var letter in Short)
            sum = (byte)(((sum & 1) << 7) + (sum >> 1) + letter);
        return sum;
    }

    private static bool IsPlain(string part) => part.All(letter => char.IsAsciiLetterOrDigit(letter) || AllowedSigns.Contains(letter));

    private static bool IsSmall(string part) => part.Any(char.IsAsciiLetterLower) && !part.Any(char.IsAsciiLetterUpper);

    private static bool IsMixed(string part) => part.Any(char.IsAsciiLetterLower) && part.Any(char.IsAsciiLetterUpper);

    private static string Clean(string part, int length)
    {
        var clean = new string([.. part.Where(letter => char.IsAsciiLetterOrDigit(letter) || AllowedSigns.Contains(letter))]);
        return clean.Length > length ? clean[..length] : clean;
    }

    private static byte[] Bytes(string stem, string extension) =>
        Encoding.ASCII.GetBytes(stem.ToUpperInvariant().PadRight(BaseLength) + extension.ToUpperInvariant().PadRight(ExtensionLength));
}
