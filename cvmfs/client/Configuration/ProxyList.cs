namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Groups of proxies, in order of preference (grammar of formats §9.3: groups by <c>;</c>, members by <c>|</c>).</summary>
public sealed record ProxyList(IReadOnlyList<IReadOnlyList<ProxyEndpoint>> Groups)
{
    /// <summary>The list <c>DIRECT</c>.</summary>
    public static ProxyList Direct { get; } = new([[ProxyEndpoint.Direct]]);

    /// <summary>Index of the first group of fallback proxies; the number of groups when there are none.</summary>
    public int FallbackStart { get; init; } = Groups.Count;

    /// <summary>Whether a group stands for what discovery finds.</summary>
    public bool NeedsDiscovery => Groups.Any(group => group is [{ IsDiscovery: true }]);

    /// <summary>Reads the grammar; null and a sentence in <paramref name="error"/> when the text breaks it.</summary>
    public static ProxyList? Parse(string text, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        var groups = new List<IReadOnlyList<ProxyEndpoint>>();
        foreach (var group in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (group == "auto")
            {
                groups.Add([ProxyEndpoint.Discovery]);
                continue;
            }

            var members = new List<ProxyEndpoint>();
            foreach (var member in group.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (ParseMember(member, out error) is not { } endpoint)
                    return null;
                members.Add(endpoint);
            }

            if (members.Count > 0)
                groups.Add(members);
        }

        error = groups.Count == 0 ? "names no proxy; write DIRECT to use none" : null;
        return groups.Count == 0 ? null : new ProxyList(groups);
    }

    /// <summary>
    /// Appends the groups of <paramref name="fallback"/> and removes <c>DIRECT</c> from both, as the original does; a fallback that holds nothing but
    /// <c>DIRECT</c> changes nothing.
    /// </summary>
    public ProxyList WithFallback(ProxyList? fallback)
    {
        var behind = fallback?.WithoutDirect() ?? [];
        if (behind.Count == 0)
            return this;
        var main = WithoutDirect();
        return new ProxyList([.. main, .. behind]) { FallbackStart = main.Count };
    }

    /// <summary>The list with the groups that stand for discovery replaced by what was found.</summary>
    public ProxyList WithDiscovered(IReadOnlyList<IReadOnlyList<ProxyEndpoint>> found) =>
        new([.. Groups.SelectMany(group => group is [{ IsDiscovery: true }] ? found : [group])]);

    /// <summary>The list as it is configured, passwords included.</summary>
    public string ToConfiguration() => string.Join(';', Groups.Select(group => string.Join('|', group.Select(member => member.Address?.AbsoluteUri.TrimEnd('/') ?? member.ToString()))));

    /// <inheritdoc/>
    public override string ToString() => string.Join(';', Groups.Select(group => string.Join('|', group)));

    private List<IReadOnlyList<ProxyEndpoint>> WithoutDirect() =>
        [.. Groups.Select(group => group.Where(member => !member.IsDirect).ToArray()).Where(group => group.Length > 0)];

    private static ProxyEndpoint? ParseMember(string member, out string? error)
    {
        error = null;
        if (string.Equals(member, "DIRECT", StringComparison.OrdinalIgnoreCase))
            return ProxyEndpoint.Direct;
        if (string.Equals(member, "auto", StringComparison.OrdinalIgnoreCase))
        {
            error = "has 'auto' beside other proxies; discovery is a group of its own: 'auto;http://proxy.example.org:3128'";
            return null;
        }

        var text = member.Contains("://", StringComparison.Ordinal) ? member : "http://" + member;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0)
            return new ProxyEndpoint(address);
        error = $"has the member '{member}', which is neither DIRECT nor a proxy URL such as http://proxy.example.org:3128";
        return null;
    }
}
