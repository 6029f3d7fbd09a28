using CernVM.Contexts.Model.Accounts;

namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>One entry of <c>users</c>. A member is null when its key is absent, so that an account that exists keeps what it has.</summary>
public sealed record CloudUser
{
    /// <summary>Stands for the flavour's own default user.</summary>
    public static CloudUser Default { get; } = new() { Name = "default" };

    /// <summary>Login name; <c>default</c> for the flavour's default user.</summary>
    public required string Name { get; init; }

    /// <summary>True for the entry that is the word <c>default</c>.</summary>
    public bool IsDefault => Name == Default.Name;

    /// <summary>Comment field.</summary>
    public string? Gecos { get; init; }

    /// <summary>Home directory; default /home/NAME.</summary>
    public string? HomeDirectory { get; init; }

    /// <summary><c>no_create_home</c>.</summary>
    public bool NoCreateHome { get; init; }

    /// <summary>Login shell.</summary>
    public string? Shell { get; init; }

    /// <summary>Numeric user id; null: the next free one.</summary>
    public uint? Uid { get; init; }

    /// <summary><c>system</c>: an id below 1000 and no home.</summary>
    public bool IsSystem { get; init; }

    /// <summary><c>primary_group</c>; null: a group of the user's own name.</summary>
    public string? PrimaryGroup { get; init; }

    /// <summary>Further groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Rules for sudoers without the user's name, e.g. <c>ALL=(ALL) NOPASSWD:ALL</c>.</summary>
    public IReadOnlyList<string> Sudo { get; init; } = [];

    /// <summary><c>lock_passwd</c>, true when absent: the password cannot be used.</summary>
    public bool LockPassword { get; init; } = true;

    /// <summary>Password, from <c>passwd</c> (hash) or <c>plain_text_passwd</c>.</summary>
    public PasswordChange? Password { get; init; }

    /// <summary>Public keys that may log in.</summary>
    public IReadOnlyList<SshPublicKey> SshAuthorizedKeys { get; init; } = [];
}
