using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Fetching.Routing;

/// <summary>
/// Proxies in their groups and which of them is in use (formats §9.3): in a group one proxy is drawn and kept; a failing one is burned; when all of a group
/// are burned comes the next group, after the last one the first again. Not safe for threads by itself.
/// </summary>
internal sealed class ProxyGroups(NetworkSettings settings, TimeProvider time, Random random)
{
    private List<List<ProxyMember>> _groups = [];
    private int _burned;
    private int _chosen;
    private ShardRing? _ring;
    private long? _leftPrimary;
    private long? _burnedFirst;

    /// <summary>The groups; burned members stand last.</summary>
    public IReadOnlyList<IReadOnlyList<ProxyMember>> Groups => _groups;

    /// <summary>Index of the group in use.</summary>
    public int Current { get; private set; }

    /// <summary>Index of the first fallback group; the number of groups when there is none.</summary>
    public int FallbackStart { get; private set; }

    /// <summary>Number of proxies in all groups.</summary>
    public int Count { get; private set; }

    /// <summary>The proxy in use; with sharding, that for files without hash.</summary>
    public ProxyMember Active => Choose(null);

    private List<ProxyMember> Group => _groups[Current];

    private int Alive => Group.Count - _burned;

    /// <summary>Replaces everything and begins with the first group.</summary>
    public void Install(IEnumerable<IEnumerable<ProxyMember>> groups, int fallbackStart)
    {
        _groups = [.. groups.Select(group => group.ToList())];
        FallbackStart = fallbackStart;
        Count = _groups.Sum(group => group.Count);
        Current = 0;
        _leftPrimary = null;
        Rebalance();
    }

    /// <summary>The proxy for an object.</summary>
    public ProxyMember Choose(ContentHash? content) => Group[_ring?.Find(content) ?? _chosen];

    /// <summary>Whether a name must be looked up before a request.</summary>
    public bool IsDue(DateTimeOffset now)
    {
        for (var index = 0; index < _groups.Count; index++)
        {
            foreach (var member in _groups[index])
            {
                if (IsDue(member, index, now))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The proxies whose names must be looked up.</summary>
    public List<ProxyEndpoint> Due(DateTimeOffset now) =>
        [.. _groups.SelectMany((group, index) => group.Where(member => IsDue(member, index, now))).Select(member => member.Configured).Distinct()];

    /// <summary>Burns a proxy of the group in use. False when it is none of those, because another request has burned it already.</summary>
    public bool Burn(ProxyEndpoint proxy)
    {
        var burned = false;
        for (var i = 0; i < Alive; i++)
        {
            if (Group[i].Endpoint != proxy)
                continue;
            _burned++;
            (Group[i], Group[^_burned]) = (Group[^_burned], Group[i]);
            burned = true;
            i--;
        }

        if (!burned)
            return false;
        if (_burned < Group.Count)
            _burnedFirst ??= time.GetTimestamp();
        else
            NextGroup();
        Draw();
        return true;
    }

    /// <summary>Back to the first group because the server is changed after all proxies failed.</summary>
    public void StartOver()
    {
        if (Current == 0 && _burned == 0)
            return;
        Current = 0;
        _leftPrimary = null;
        Rebalance();
    }

    /// <summary>Forgets what was burned in the group and draws anew.</summary>
    public void Rebalance()
    {
        _burned = 0;
        _burnedFirst = null;
        Draw();
    }

    /// <summary>Goes to the next group because somebody asked for it.</summary>
    public void SwitchGroup()
    {
        if (_groups.Count < 2)
            return;
        Current = (Current + 1) % _groups.Count;
        _leftPrimary = time.GetTimestamp();
        Rebalance();
    }

    /// <summary>Back to the first group, or to all members of the group, when that is due. True when something changed.</summary>
    public bool ResetWhenDue()
    {
        var after = settings.ProxyResetAfter;
        if (after <= TimeSpan.Zero)
            return false;
        if (_leftPrimary is { } left && time.GetElapsedTime(left) >= after)
        {
            Current = 0;
            _leftPrimary = null;
            Rebalance();
            return true;
        }

        if (_burnedFirst is not { } first || time.GetElapsedTime(first) < after)
            return false;
        Rebalance();
        return true;
    }

    /// <summary>Replaces the addresses of one proxy everywhere; draws anew when they differ. True when they did.</summary>
    public bool Replace(ProxyEndpoint configured, IReadOnlyList<ProxyMember> members)
    {
        var changed = false;
        for (var index = 0; index < _groups.Count; index++)
        {
            var group = _groups[index];
            var old = group.Where(member => member.Configured == configured).ToList();
            if (old.Count == 0)
                continue;
            if (old.Select(member => member.Endpoint).ToHashSet().SetEquals(members.Select(member => member.Endpoint)))
            {
                for (var i = 0; i < group.Count; i++)
                {
                    if (group[i].Configured == configured)
                        group[i] = members.First(member => member.Endpoint == group[i].Endpoint);
                }

                continue;
            }

            group.RemoveAll(member => member.Configured == configured);
            group.AddRange(members);
            changed |= index == Current;
        }

        Count = _groups.Sum(group => group.Count);
        if (changed)
            Rebalance();
        return changed;
    }

    /// <summary>Puts the fallback groups into another order: element i says which of them becomes the i-th.</summary>
    public void OrderFallbacks(IReadOnlyList<int> order)
    {
        var fallbacks = _groups[FallbackStart..];
        if (order.Count != fallbacks.Count)
            return;
        _groups = [.. _groups[..FallbackStart], .. order.Select(index => fallbacks[index])];
        Rebalance();
    }

    // Every name once at first, so that the number of proxies is known; later those of the group in use.
    private bool IsDue(ProxyMember member, int group, DateTimeOffset now) => member.IsNew || (group == Current && member.Expires < now);

    private void NextGroup()
    {
        _burned = 0;
        _burnedFirst = null;
        if (_groups.Count == 1)
            return;
        Current = (Current + 1) % _groups.Count;
        _leftPrimary = Current == 0 ? null : _leftPrimary ?? time.GetTimestamp();
    }

    private void Draw()
    {
        _chosen = random.Next(Alive);
        _ring = settings.ShardProxies ? new ShardRing([.. Group.Take(Alive).Select(member => member.Endpoint.ToString())]) : null;
    }
}
