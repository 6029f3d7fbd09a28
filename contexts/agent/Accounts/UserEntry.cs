using System.Globalization;

namespace CernVM.Contexts.Agent.Accounts;

/// <summary>An account of passwd(5).</summary>
/// <param name="Name">Login name.</param>
/// <param name="Uid">User id.</param>
/// <param name="Gid">Id of the primary group.</param>
/// <param name="Gecos">Comment.</param>
/// <param name="Home">Home directory.</param>
/// <param name="Shell">Login shell.</param>
public sealed record UserEntry(string Name, uint Uid, uint Gid, string Gecos, string Home, string Shell)
{
    internal static UserEntry? From(IReadOnlyList<string>? fields) =>
        fields is [var name, _, var uid, var gid, var gecos, var home, var shell]
        && uint.TryParse(uid, NumberStyles.None, CultureInfo.InvariantCulture, out var u)
        && uint.TryParse(gid, NumberStyles.None, CultureInfo.InvariantCulture, out var g)
            ? new UserEntry(name, u, g, gecos, home, shell)
            : null;

    internal string[] ToFields() => [Name, "x", $"{Uid}", $"{Gid}", Gecos, Home, Shell];
}
