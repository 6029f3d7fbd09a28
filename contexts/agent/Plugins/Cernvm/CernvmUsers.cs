using CernVM.Contexts.Agent.Stages;
using CernVM.Contexts.Model.CloudConfigs;

namespace CernVM.Contexts.Agent.Plugins.Cernvm;

/// <summary>The users of <c>[cernvm]</c>, for the stage that makes users. The first one administers the machine.</summary>
internal static class CernvmUsers
{
    // Whichever of these a flavour has; none is made for it.
    private static readonly string[] AdministratorGroups = ["wheel", "sudo", "docker"];

    public static IEnumerable<CloudUser> Of(ContextRun run)
    {
        if (run.UserData.Amiconfig?.Cernvm is not { Users.Count: > 0 } section)
            return [];
        var accounts = run.Accounts.Read();
        var administrator = AdministratorGroups.Where(g => accounts.FindGroup(g) is not null).ToArray();
        return section.Users.Select((user, index) => new CloudUser
        {
            Name = user.Name,
            PrimaryGroup = user.Group,
            Shell = section.Shell,
            Groups = index == 0 ? administrator : [],
            Password = user.Password,
            LockPassword = user.Password is null,
        });
    }
}
