using System.Globalization;
using System.Text;

namespace CernVM.Builder.Tooling.Debian;

/// <summary>
/// When packages were made. A .deb is an ar archive (deb(5), ar(5)): after the 8-byte magic comes the 60-byte header of its
/// first member, whose bytes 16 to 27 are the date of the newest changelog entry in decimal.
/// </summary>
public static class PackageDates
{
    private const int MagicLength = 8;
    private const int DateOffset = 16;
    private const int DateLength = 12;

    /// <summary>The newest date of some package files, seconds since 1970; 0 when there are none.</summary>
    public static long Newest(IEnumerable<string> files) => files.Select(Read).DefaultIfEmpty(0).Max();

    /// <summary>The date of one package file; 0 when it is not an ar archive.</summary>
    public static long Read(string file)
    {
        Span<byte> head = stackalloc byte[MagicLength + DateOffset + DateLength];
        using var stream = File.OpenRead(file);
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.StartsWith("!<arch>\n"u8))
            return 0;
        var digits = Encoding.ASCII.GetString(head[(MagicLength + DateOffset)..]).Trim();
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var date) ? date : 0;
    }
}
