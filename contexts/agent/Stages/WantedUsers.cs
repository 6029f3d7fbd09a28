using CernVM.Contexts.Agent.Plugins.Cernvm;
using CernVM.Contexts.Model.Accounts;
using CernVM.Contexts.Model.CloudConfigs;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>The users that a context asks for, with the word <c>default</c> replaced by the account that it stands for.</summary>
internal static class WantedUsers
{
    /// <summary>Login name of the default user.</summary>
    public const string DefaultName = "cernvm";

    public static IReadOnlyList<CloudUser> Of(ContextRun run)
    {
        var config = run.Config;
        // Nobody is made on a machine whose context says nothing about logins.
        var users = config.Users ?? (GeneralKeys(run).Count > 0 || config.DefaultUserPassword is not null ? [CloudUser.Default] : []);
        var named = users.Select(u => u.IsDefault ? Default(run) : u).ToList();
        return [.. named, .. CernvmUsers.Of(run).Where(u => named.TrueForAll(n => n.Name != u.Name))];
    }

    /// <summary>Keys that belong to no user in particular: those of the cloud and of the top level of the cloud-config.</summary>
    public static IReadOnlyList<SshPublicKey> GeneralKeys(ContextRun run) => [.. run.MetaData.PublicKeys, .. run.Config.SshAuthorizedKeys ?? []];

    private static CloudUser Default(ContextRun run) => new()
    {
        Name = DefaultName,
        Gecos = "CernVM default user",
        Shell = "/bin/bash",
        Sudo = ["ALL=(ALL) NOPASSWD:ALL"],
        SshAuthorizedKeys = GeneralKeys(run),
        Password = run.Config.DefaultUserPassword,
        LockPassword = run.Config.DefaultUserPassword is null,
    };
}
