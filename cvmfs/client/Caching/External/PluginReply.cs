namespace CernVM.Cvmfs.Client.Caching.External;

/// <summary>The fields of replies that clients look at.</summary>
internal sealed record PluginReply
{
    /// <summary>No answer: the connection is lost.</summary>
    public static PluginReply Lost { get; } = new();

    /// <summary>How it went.</summary>
    public PluginStatus Status { get; init; }

    /// <summary>Size of an object, or of the cache.</summary>
    public long Size { get; init; }

    /// <summary>Bytes used by all objects.</summary>
    public long Used { get; init; }

    /// <summary>Bytes of objects that are open.</summary>
    public long Pinned { get; init; }

    /// <summary>Evictions in the period asked for; -1 when the plug-in does not count.</summary>
    public long Shrinks { get; init; }

    /// <summary>Number under which a listing goes on.</summary>
    public ulong Listing { get; init; }

    /// <summary>Whether a listing is complete.</summary>
    public bool IsLastPart { get; init; }

    /// <summary>Objects of a listing.</summary>
    public IReadOnlyList<(string Description, bool IsPinned)> Records { get; init; } = [];

    /// <summary>Bytes that came behind the message.</summary>
    public ReadOnlyMemory<byte> Attachment { get; init; }
}
