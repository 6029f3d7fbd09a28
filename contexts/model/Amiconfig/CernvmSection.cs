using CernVM.Contexts.Model.CloudConfigs;

namespace CernVM.Contexts.Model.Amiconfig;

/// <summary>The <c>[cernvm]</c> section, as far as a flavour of today can obey it. A member is null or empty when its key is absent.</summary>
public sealed record CernvmSection
{
    /// <summary><c>users</c>: accounts to make.</summary>
    public IReadOnlyList<CernvmUser> Users { get; init; } = [];

    /// <summary><c>shell</c>: login shell of these users.</summary>
    public string? Shell { get; init; }

    /// <summary><c>repositories</c>: CernVM-FS repositories to mount.</summary>
    public IReadOnlyList<string> Repositories { get; init; } = [];

    /// <summary><c>proxy</c>: proxy string of CernVM-FS.</summary>
    public string? Proxy { get; init; }

    /// <summary><c>services</c>: units to start.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary><c>environment</c>: variables of login shells.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary><c>contextualization_command</c>: run once as a user, last.</summary>
    public CernvmCommand? Command { get; init; }
}

/// <summary>One <c>user:group:password</c> of the section.</summary>
/// <param name="Name">Login name.</param>
/// <param name="Group">Primary group.</param>
/// <param name="Password">Password; null when none was given, which leaves the account locked.</param>
public sealed record CernvmUser(string Name, string Group, PasswordChange? Password);

/// <summary>A <c>user:command</c> of the section.</summary>
/// <param name="User">Login name.</param>
/// <param name="Command">Command line for that user's shell.</param>
public sealed record CernvmCommand(string User, string Command);
