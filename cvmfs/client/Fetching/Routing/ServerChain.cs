namespace CernVM.Cvmfs.Client.Fetching.Routing;

/// <summary>Servers in order of preference, and which of them is in use (formats §9.4). Not safe for threads by itself.</summary>
internal sealed class ServerChain(IReadOnlyList<Uri> servers, TimeSpan resetAfter, TimeProvider time)
{
    /// <summary>Stands for a server where there is none; nothing is ever asked of it.</summary>
    public static readonly Uri Nowhere = new("http://0.0.0.0");

    private long? _leftFirst;

    /// <summary>The servers with what is known of their distance.</summary>
    public IReadOnlyList<HostState> Hosts { get; private set; } = Unprobed(servers);

    /// <summary>Index of the server in use.</summary>
    public int Current { get; private set; }

    /// <summary>The server in use; <see cref="Nowhere"/> when there is none.</summary>
    public Uri Active => Hosts.Count == 0 ? Nowhere : Hosts[Current].Url;

    /// <summary>Replaces the list and begins with its first.</summary>
    public void Install(IReadOnlyList<HostState> hosts)
    {
        Hosts = hosts;
        Current = 0;
        _leftFirst = null;
    }

    /// <summary>Goes to the next server, after the last one to the first. False when there is no other one.</summary>
    public bool Next()
    {
        if (Hosts.Count < 2)
            return false;
        Current = (Current + 1) % Hosts.Count;
        _leftFirst = Current == 0 ? null : _leftFirst ?? time.GetTimestamp();
        return true;
    }

    /// <summary>Back to the first server when that is due. True when something changed; then <paramref name="from"/> is the one that was left.</summary>
    public bool ResetWhenDue(out Uri from)
    {
        from = Active;
        if (resetAfter <= TimeSpan.Zero || _leftFirst is not { } left || time.GetElapsedTime(left) < resetAfter)
            return false;
        Current = 0;
        _leftFirst = null;
        return true;
    }

    /// <summary>Servers whose distance nobody knows.</summary>
    public static IReadOnlyList<HostState> Unprobed(IEnumerable<Uri> servers) => [.. servers.Select(server => new HostState(server, HostProbe.Unprobed, null))];
}
