using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Linux.Mounts;

/// <summary>Reads the text of /proc/self/mountinfo. Lines that are not of its form are left out.</summary>
public static class MountInfoParser
{
    private const int FieldsBeforeOptional = 6;
    private const int FieldsAfterSeparator = 3;

    /// <summary>Parses the whole file.</summary>
    public static IReadOnlyList<MountEntry> Parse(ReadOnlySpan<byte> text)
    {
        var entries = new List<MountEntry>();
        foreach (var line in Encoding.UTF8.GetString(text).Split('\n'))
        {
            if (TryParseLine(line) is { } entry)
                entries.Add(entry);
        }

        return entries;
    }

    /// <summary>Undoes the kernel's octal escapes of blank, tab, newline, backslash and hash.</summary>
    public static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
            return field;
        var bytes = Encoding.UTF8.GetBytes(field);
        var length = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == '\\' && TryOctal(bytes.AsSpan(index + 1), out var value))
            {
                bytes[length++] = value;
                index += 3;
            }
            else
            {
                bytes[length++] = bytes[index];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static bool TryOctal(ReadOnlySpan<byte> digits, out byte value)
    {
        value = 0;
        if (digits.Length < 3 || digits[0] is < (byte)'0' or > (byte)'3' || digits[1] is < (byte)'0' or > (byte)'7' || digits[2] is < (byte)'0' or > (byte)'7')
            return false;
        value = (byte)(((digits[0] - '0') << 6) | ((digits[1] - '0') << 3) | (digits[2] - '0'));
        return true;
    }

    private static MountEntry? TryParseLine(string line)
    {
        var fields = line.Split(' ');
        var separator = Array.IndexOf(fields, "-", Math.Min(FieldsBeforeOptional, fields.Length));
        if (separator < 0 || fields.Length < separator + 1 + FieldsAfterSeparator)
            return null;
        if (!TryNumber(fields[0], out var id) || !TryNumber(fields[1], out var parent) || !TryDevice(fields[2], out var device))
            return null;
        return new MountEntry(
            id,
            parent,
            device,
            Unescape(fields[3]),
            Unescape(fields[4]),
            fields[5],
            fields[FieldsBeforeOptional..separator],
            Unescape(fields[separator + 1]),
            Unescape(fields[separator + 2]),
            fields[separator + 3]);
    }

    private static bool TryNumber(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryDevice(string text, out DeviceNumber device)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var isDevice = uint.TryParse(text.AsSpan(0, Math.Max(colon, 0)), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            & uint.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minor);
        device = new DeviceNumber(major, minor);
        return isDevice;
    }
}
