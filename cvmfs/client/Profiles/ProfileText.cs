using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Profiles;

/// <summary>Paths as profiles write them: printable ASCII as it is, every other byte and the backslash as <c>\xHH</c>; no slash in front.</summary>
internal static class ProfileText
{
    /// <summary>Writes a path.</summary>
    public static void Append(StringBuilder text, RepositoryPath path)
    {
        foreach (var value in path.Utf8[1..])
        {
            if (value is >= 0x20 and <= 0x7e and not (byte)'\\')
                text.Append((char)value);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
        }
    }

    /// <summary>Reads a path; false when an escape is wrong, a byte should have been escaped, or the result is no path.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out RepositoryPath path)
    {
        path = default;
        var bytes = new byte[text.Length + 1];
        bytes[0] = (byte)'/';
        var length = 1;
        for (var i = 0; i < text.Length; i++)
        {
            var value = text[i];
            if (value is < 0x20 or > 0x7e)
                return false;
            if (value == '\\')
            {
                if (i + 3 >= text.Length || text[i + 1] != 'x' || !byte.TryParse(text.Slice(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
                    return false;
                i += 3;
            }

            bytes[length++] = value;
        }

        return RepositoryPath.TryFromUtf8(bytes.AsSpan(0, length), out path) && !path.IsRoot;
    }
}
