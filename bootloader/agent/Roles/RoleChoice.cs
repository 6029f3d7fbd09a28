namespace CernVM.Bootloader.Agent.Roles;

/// <summary>Chooses the role by the program's name, else by its first argument.</summary>
/// <param name="Role">The role.</param>
/// <param name="Arguments">What is left for it.</param>
internal sealed record RoleChoice(Role Role, IReadOnlyList<string> Arguments)
{
    /// <summary>Chooses. PID 1 looks at its name only: the kernel hands it every bare word of the command line that it does not know.</summary>
    public static RoleChoice Of(string name, IReadOnlyList<string> arguments, int processId)
    {
        Role byName = Parse(Path.GetFileName(name).TrimStart('@'));
        if (byName == Role.Shutdown)
            return new RoleChoice(byName, arguments);
        if (processId == 1)
            return new RoleChoice(Role.Init, []);
        if (byName != Role.Unknown)
            return new RoleChoice(byName, arguments);
        return arguments.Count > 0 && Parse(arguments[0]) is not Role.Unknown and var byVerb
            ? new RoleChoice(byVerb, [.. arguments.Skip(1)])
            : new RoleChoice(Role.Unknown, arguments);
    }

    private static Role Parse(string word) => word switch
    {
        "shutdown" => Role.Shutdown,
        "cvmfs2" or "mount.cvmfs" => Role.Mount,
        "daemon" => Role.Daemon,
        "cvmfs_talk" => Role.Talk,
        "context" or "cernvm-context" => Role.Context,
        _ => Role.Unknown,
    };
}
