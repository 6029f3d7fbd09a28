using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Caching.External;

/// <summary>Bookkeeping that a plug-in does; pins hold objects in the spool, where they are open.</summary>
internal sealed class ExternalQuota(PluginConnection plugin, IQuota spool) : IQuota
{
    // A listing that never ends would fill the memory.
    private const int MaxParts = 100_000;

    /// <inheritdoc/>
    public QuotaAbilities Abilities =>
        (plugin.Capabilities.HasFlag(PluginCapabilities.Info) ? QuotaAbilities.Size : 0)
        | (plugin.Capabilities.HasFlag(PluginCapabilities.List) ? QuotaAbilities.List : 0)
        | (plugin.Capabilities.HasFlag(PluginCapabilities.Shrink) ? QuotaAbilities.Shrink : 0)
        | (plugin.Capabilities.HasFlag(PluginCapabilities.ShrinkRate) ? QuotaAbilities.Rate : 0);

    /// <inheritdoc/>
    public QuotaStatus Status
    {
        get
        {
            var info = Info(null);
            return info.Status == PluginStatus.Ok ? new QuotaStatus(info.Size, info.Used, info.Pinned) : default;
        }
    }

    /// <inheritdoc/>
    public long CleanupsWithin(TimeSpan period) => Info(period) is { Status: PluginStatus.Ok } info ? Math.Max(0, info.Shrinks) : 0;

    /// <inheritdoc/>
    public void Touch(ContentHash hash) => spool.Touch(hash);

    /// <inheritdoc/>
    public bool TryInsert(ContentHash hash, long size, string description, ObjectLabel label) => spool.TryInsert(hash, size, description, label);

    /// <inheritdoc/>
    public void Pin(ContentHash hash) => spool.Pin(hash);

    /// <inheritdoc/>
    public void Unpin(ContentHash hash) => spool.Unpin(hash);

    /// <inheritdoc/>
    public void Remove(ContentHash hash) => spool.Remove(hash);

    /// <inheritdoc/>
    public bool Cleanup(long leaveBytes)
    {
        var request = plugin.NextRequest();
        return plugin.Call(PluginMessages.ShrinkRequest, request, PluginMessages.Request(plugin.Session, request).Number(3, leaveBytes)).Status == PluginStatus.Ok;
    }

    /// <inheritdoc/>
    public bool SetLimit(long bytes) => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> List(CacheListing which)
    {
        var found = new List<string>();
        foreach (var type in which == CacheListing.Catalogs ? [1UL] : (ulong[])[0, 1, 2])
        {
            ulong listing = 0;
            for (var part = 0; part < MaxParts; part++)
            {
                var request = plugin.NextRequest();
                var reply = plugin.Call(PluginMessages.ListRequest, request, PluginMessages.Request(plugin.Session, request).Number(3, listing).Number(4, type));
                if (reply.Status != PluginStatus.Ok)
                    return found;
                found.AddRange(reply.Records.Where(record => which != CacheListing.Pinned || record.IsPinned).Select(record => record.Description));
                if (reply.IsLastPart)
                    break;
                listing = reply.Listing;
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private PluginReply Info(TimeSpan? period)
    {
        var request = plugin.NextRequest();
        var message = PluginMessages.Request(plugin.Session, request);
        if (period is { } asked)
            message.Number(3, (ulong)asked.TotalSeconds);
        return plugin.Call(PluginMessages.InfoRequest, request, message);
    }
}
