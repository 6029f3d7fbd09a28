namespace CernVM.Bootloader.Agent.UserData;

/// <summary>What a platform delivered. A document that it does not have is empty; empty user-data is a valid answer.</summary>
internal sealed record UserDataDelivery
{
    /// <summary>Nobody delivered anything.</summary>
    public static UserDataDelivery None { get; } = new() { Source = "(none)" };

    /// <summary>The established name of the source, as files inside the OS record it.</summary>
    public required string Source { get; init; }

    /// <summary>User-data as delivered: gzip and MIME are undone by its reader.</summary>
    public byte[] UserData { get; init; } = [];

    /// <summary>Meta-data in NoCloud's form: YAML or JSON with instance-id, local-hostname, public-keys.</summary>
    public byte[] MetaData { get; init; } = [];

    /// <summary>The platform's own additions to user-data.</summary>
    public byte[] VendorData { get; init; } = [];

    /// <summary>A network configuration; recorded for the OS, not acted on here.</summary>
    public byte[] NetworkConfig { get; init; } = [];
}
