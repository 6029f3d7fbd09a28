namespace CernVM.Bootloader.Agent.Network.Dhcp;

/// <summary>The fixed numbers of the protocol and of this client, each with its source.</summary>
internal static class DhcpLimits
{
    /// <summary>Fixed part before the options, the magic cookie included (RFC 2131 §2).</summary>
    public const int HeaderLength = 240;

    /// <summary>RFC 2131 §3: the first four bytes of the options field.</summary>
    public const uint MagicCookie = 0x63825363;

    /// <summary>Some relays drop what is shorter than a BOOTP message (RFC 951 §3).</summary>
    public const int MinimumLength = 300;

    /// <summary>Sent in option 57; what fits one Ethernet frame after the IP and UDP headers.</summary>
    public const int MaximumLength = 1472;

    /// <summary>RFC 2131 §4.1.</summary>
    public const int ClientPort = 68;

    /// <summary>RFC 2131 §4.1.</summary>
    public const int ServerPort = 67;

    /// <summary>Ours: no site has more name servers, routers or routes than this at boot.</summary>
    public const int MaximumListLength = 64;
}
