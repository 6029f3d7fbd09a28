namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>
/// The options of a message, gathered: an option that occurs several times is one value in pieces (RFC 3396), and the
/// fields <c>file</c> and <c>sname</c> carry options too when option 52 says so (RFC 2131 §4.1).
/// </summary>
internal sealed class DhcpOptions
{
    private readonly Dictionary<DhcpOption, byte[]> _values = [];

    private DhcpOptions()
    {
    }

    /// <summary>Reads the options of a whole message; null when an option runs beyond its field.</summary>
    public static DhcpOptions? Read(ReadOnlySpan<byte> message)
    {
        var options = new DhcpOptions();
        if (!options.ReadField(message[DhcpLimits.HeaderLength..]))
            return null;
        int overload = options._values.TryGetValue(DhcpOption.Overload, out byte[]? value) && value.Length == 1 ? value[0] : 0;
        if ((overload & 1) != 0 && !options.ReadField(message.Slice(108, 128)))
            return null;
        if ((overload & 2) != 0 && !options.ReadField(message.Slice(44, 64)))
            return null;
        return options;
    }

    /// <summary>The value of an option; empty when it is missing.</summary>
    public ReadOnlySpan<byte> this[DhcpOption option] => _values.TryGetValue(option, out byte[]? value) ? value : [];

    private bool ReadField(ReadOnlySpan<byte> field)
    {
        for (int at = 0; at < field.Length;)
        {
            var option = (DhcpOption)field[at++];
            if (option == DhcpOption.End)
                return true;
            if (option == DhcpOption.Pad)
                continue;
            if (at >= field.Length || at + 1 + field[at] > field.Length)
                return false;
            ReadOnlySpan<byte> value = field.Slice(at + 1, field[at]);
            _values[option] = _values.TryGetValue(option, out byte[]? before) ? [.. before, .. value] : value.ToArray();
            at += 1 + value.Length;
        }

        return true;
    }
}
