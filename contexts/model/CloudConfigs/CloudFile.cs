namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>One entry of <c>write_files</c>.</summary>
public sealed record CloudFile
{
    /// <summary>Absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Content after <c>encoding</c> is undone.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>User of <c>owner</c>; root when absent.</summary>
    public string Owner { get; init; } = "root";

    /// <summary>Group of <c>owner</c>; null: root for root, else the user's primary group.</summary>
    public string? Group { get; init; }

    /// <summary>Permission bits; 0644 when absent.</summary>
    public uint Permissions { get; init; } = DefaultPermissions;

    /// <summary>Add to what the file holds instead of replacing it.</summary>
    public bool Append { get; init; }

    /// <summary>Write after users are made instead of before.</summary>
    public bool Defer { get; init; }

    /// <summary>0644.</summary>
    public const uint DefaultPermissions = 0b110_100_100;
}
