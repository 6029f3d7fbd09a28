using CernVM.Contexts.Model.Accounts;

namespace CernVM.Contexts.Model.MetaData;

/// <summary>What a cloud says about the instance itself.</summary>
public sealed record InstanceMetaData
{
    /// <summary>Nothing is known.</summary>
    public static InstanceMetaData Empty { get; } = new();

    /// <summary><c>instance-id</c>; a new one means a new instance on an old disk.</summary>
    public string? InstanceId { get; init; }

    /// <summary><c>local-hostname</c>.</summary>
    public string? LocalHostName { get; init; }

    /// <summary><c>public-keys</c>: keys of the default user.</summary>
    public IReadOnlyList<SshPublicKey> PublicKeys { get; init; } = [];
}
