using System.Text;

namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>Option 119 (RFC 3397): domain names in DNS form, with compression pointers inside the option.</summary>
internal static class DomainSearchList
{
    private const int MaximumNames = 16;
    private const int MaximumNameLength = 253;

    /// <summary>The names that are well-formed; reading stops at the first that is not.</summary>
    public static IReadOnlyList<string> Read(ReadOnlySpan<byte> option)
    {
        var names = new List<string>();
        for (int at = 0; at < option.Length && names.Count < MaximumNames;)
        {
            if (ReadName(option, ref at) is not { Length: > 0 } name)
                break;
            names.Add(name);
        }

        return names;
    }

    private static string? ReadName(ReadOnlySpan<byte> option, ref int at)
    {
        var name = new StringBuilder();
        int position = at;
        bool jumped = false;
        while (position < option.Length)
        {
            int length = option[position++];
            if (length == 0)
            {
                if (!jumped)
                    at = position;
                return name.ToString();
            }

            if (length >= 0xc0)
            {
                if (position >= option.Length)
                    return null;
                int target = ((length & 0x3f) << 8) | option[position++];
                // A pointer may only lead backwards, so that no chain can go round.
                if (target >= position - 2)
                    return null;
                if (!jumped)
                    at = position;
                jumped = true;
                position = target;
                continue;
            }

            if (length > 63 || position + length > option.Length || name.Length + length > MaximumNameLength)
                return null;
            if (name.Length > 0)
                name.Append('.');
            if (!AppendLabel(name, option.Slice(position, length)))
                return null;
            position += length;
        }

        return null;
    }

    private static bool AppendLabel(StringBuilder name, ReadOnlySpan<byte> label)
    {
        foreach (byte b in label)
        {
            // The name goes into resolv.conf: nothing but host name characters may reach it.
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'-' or (byte)'_'))
                return false;
            name.Append((char)b);
        }

        return true;
    }
}
