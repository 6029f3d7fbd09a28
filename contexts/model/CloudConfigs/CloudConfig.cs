using CernVM.Contexts.Model.Accounts;

namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>What a <c>#cloud-config</c> asks for, in cloud-init's meaning of its keys. A member is null when its key is absent.</summary>
public sealed record CloudConfig
{
    /// <summary>A document without any key.</summary>
    public static CloudConfig Empty { get; } = new();

    /// <summary><c>users</c>; absent means the default user alone.</summary>
    public IReadOnlyList<CloudUser>? Users { get; init; }

    /// <summary><c>groups</c>: groups to make, each with members to add.</summary>
    public IReadOnlyList<CloudGroup>? Groups { get; init; }

    /// <summary><c>ssh_authorized_keys</c>: keys of the default user.</summary>
    public IReadOnlyList<SshPublicKey>? SshAuthorizedKeys { get; init; }

    /// <summary><c>ssh_pwauth</c>: whether sshd takes passwords.</summary>
    public bool? SshPasswordAuthentication { get; init; }

    /// <summary><c>disable_root</c>: whether root may not log in over ssh.</summary>
    public bool? DisableRoot { get; init; }

    /// <summary><c>password</c>: password of the default user, clear text or a crypt(3) hash.</summary>
    public PasswordChange? DefaultUserPassword { get; init; }

    /// <summary><c>chpasswd</c>.</summary>
    public PasswordChanges? Passwords { get; init; }

    /// <summary><c>hostname</c>.</summary>
    public string? HostName { get; init; }

    /// <summary><c>fqdn</c>; its first label is the host name when <see cref="HostName"/> is absent.</summary>
    public string? FullyQualifiedName { get; init; }

    /// <summary><c>manage_etc_hosts</c>.</summary>
    public HostsFilePolicy? ManageHostsFile { get; init; }

    /// <summary><c>write_files</c>.</summary>
    public IReadOnlyList<CloudFile>? Files { get; init; }

    /// <summary><c>bootcmd</c>: run on every boot, before users are made.</summary>
    public IReadOnlyList<CloudCommand>? BootCommands { get; init; }

    /// <summary><c>runcmd</c>: run once per instance, last.</summary>
    public IReadOnlyList<CloudCommand>? RunCommands { get; init; }

    /// <summary><c>timezone</c>: a name below /usr/share/zoneinfo.</summary>
    public string? TimeZone { get; init; }

    /// <summary><c>locale</c>, e.g. <c>en_US.UTF-8</c>.</summary>
    public string? Locale { get; init; }

    /// <summary><c>cvmfs</c>: CernVM-FS inside the machine.</summary>
    public CloudCvmfs? Cvmfs { get; init; }

    /// <summary>Both documents as one: a key of <paramref name="later"/> replaces the same key here.</summary>
    public CloudConfig MergedWith(CloudConfig later) => new()
    {
        Users = later.Users ?? Users,
        Groups = later.Groups ?? Groups,
        SshAuthorizedKeys = later.SshAuthorizedKeys ?? SshAuthorizedKeys,
        SshPasswordAuthentication = later.SshPasswordAuthentication ?? SshPasswordAuthentication,
        DisableRoot = later.DisableRoot ?? DisableRoot,
        DefaultUserPassword = later.DefaultUserPassword ?? DefaultUserPassword,
        Passwords = later.Passwords ?? Passwords,
        HostName = later.HostName ?? HostName,
        FullyQualifiedName = later.FullyQualifiedName ?? FullyQualifiedName,
        ManageHostsFile = later.ManageHostsFile ?? ManageHostsFile,
        Files = later.Files ?? Files,
        BootCommands = later.BootCommands ?? BootCommands,
        RunCommands = later.RunCommands ?? RunCommands,
        TimeZone = later.TimeZone ?? TimeZone,
        Locale = later.Locale ?? Locale,
        Cvmfs = later.Cvmfs ?? Cvmfs,
    };
}
