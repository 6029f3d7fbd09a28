namespace CernVM.Cvmfs.Server.Commands;

/// <summary>Options of <c>mkfs</c>.</summary>
public sealed record MkfsOptions
{
    /// <summary>Fully qualified name.</summary>
    public required string Name { get; init; }

    /// <summary>Settings for server.conf, by their upstream keys; the rest gets its default.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether Stratum 1 servers may replicate.</summary>
    public bool IsReplicable { get; init; } = true;

    /// <summary>Whether content should leave client caches first.</summary>
    public bool IsVolatile { get; init; }
}
