using System.Globalization;

namespace CernVM.Contexts.Agent.Accounts;

/// <summary>A group of group(5).</summary>
/// <param name="Name">Group name.</param>
/// <param name="Gid">Group id.</param>
/// <param name="Members">Users who are in it besides those whose primary group it is.</param>
public sealed record GroupEntry(string Name, uint Gid, IReadOnlyList<string> Members)
{
    internal static GroupEntry? From(IReadOnlyList<string>? fields) =>
        fields is [var name, _, var gid, var members] && uint.TryParse(gid, NumberStyles.None, CultureInfo.InvariantCulture, out var g)
            ? new GroupEntry(name, g, members.Split(',', StringSplitOptions.RemoveEmptyEntries))
            : null;
}
