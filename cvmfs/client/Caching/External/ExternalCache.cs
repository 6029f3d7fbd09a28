using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Caching.External;

/// <summary>
/// Objects in the hands of a plug-in (formats §10.3). An object that is opened is copied into a spool of this process, which keeps what was used last, so
/// that reading goes at the speed of a file. A plug-in that dies costs downloads: the spool goes on alone.
/// </summary>
/// <param name="plugin">The connection; belongs to this object.</param>
/// <param name="spool">Belongs to this object.</param>
/// <param name="services">Log.</param>
internal sealed class ExternalCache(PluginConnection plugin, PosixCache spool, ClientServices services) : IObjectCache
{
    private int _reportedLoss;

    /// <inheritdoc/>
    public string Description => "External cache manager\n";

    /// <inheritdoc/>
    public IQuota Quota { get; } = new ExternalQuota(plugin, spool.Quota);

    /// <summary>Connects to the plug-in of the settings, which is started if need be.</summary>
    public static ClientResult<IObjectCache> Open(CacheInstance.External settings, string repository, Func<PosixCache> makeSpool, ClientServices services)
    {
        var plugin = PluginLauncher.Connect(settings, $"{repository}:{settings.Name}");
        return plugin.IsOk ? ClientResult<IObjectCache>.Ok(new ExternalCache(plugin.Value, makeSpool(), services)) : plugin.Failure;
    }

    /// <inheritdoc/>
    public bool Contains(ContentHash hash) => spool.Contains(hash) || InfoOf(hash).Status == PluginStatus.Ok;

    /// <inheritdoc/>
    public SafeFileHandle? TryOpen(in CachedObject wanted, out ClientFailure? failure)
    {
        var handle = spool.TryOpen(wanted, out failure);
        if (handle is not null || failure is not null)
            return handle;
        if (Change(wanted.Name.Hash, 1).Status != PluginStatus.Ok)
            return null;
        try
        {
            failure = CopyUp(wanted);
        }
        finally
        {
            Change(wanted.Name.Hash, -1);
        }

        return failure is null ? spool.TryOpen(wanted, out failure) : null;
    }

    /// <inheritdoc/>
    public string PathOf(ContentHash hash) => spool.PathOf(hash);

    /// <inheritdoc/>
    public CacheTransaction Begin(in CachedObject wanted)
    {
        var described = wanted;
        var transaction = spool.Begin(wanted);
        return plugin.Capabilities.HasFlag(PluginCapabilities.Write) ? new ForwardingTransaction(transaction, () => CopyDown(described)) : transaction;
    }

    /// <inheritdoc/>
    public void SetAside(ContentHash hash) => spool.SetAside(hash);

    /// <inheritdoc/>
    public void Dispose()
    {
        plugin.Dispose();
        spool.Dispose();
    }

    private PluginReply InfoOf(ContentHash hash)
    {
        var request = plugin.NextRequest();
        return Noted(plugin.Call(PluginMessages.ObjectInfoRequest, request, PluginMessages.Request(plugin.Session, request, hash)));
    }

    private PluginReply Change(ContentHash hash, int by)
    {
        var request = plugin.NextRequest();
        return Noted(plugin.Call(PluginMessages.RefcountRequest, request, PluginMessages.Request(plugin.Session, request, hash).Signed(4, by)));
    }

    // What cannot be read, or has the wrong size, is downloaded.
    private ClientFailure? CopyUp(in CachedObject wanted)
    {
        var info = InfoOf(wanted.Name.Hash);
        if (info.Status != PluginStatus.Ok || (wanted.Size != CachedObject.UnknownSize && info.Size != wanted.Size) || info.Size > Fetching.FetchLimits.MaxDatabase)
            return null;
        CacheTransaction? transaction = null;
        try
        {
            transaction = spool.Begin(wanted);
            for (long offset = 0; offset < info.Size;)
            {
                var request = plugin.NextRequest();
                var part = Math.Min(plugin.MaxPart, info.Size - offset);
                var reply = Noted(plugin.Call(
                    PluginMessages.ReadRequest,
                    request,
                    PluginMessages.Request(plugin.Session, request, wanted.Name.Hash).Number(4, offset).Number(5, part)));
                if (reply.Status != PluginStatus.Ok || reply.Attachment.Length is 0 || reply.Attachment.Length > part)
                    return null;
                transaction.Content.Write(reply.Attachment.Span);
                offset += reply.Attachment.Length;
            }

            return transaction.Commit(info.Size);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return LocalFailure.Of(failure, $"Object {wanted.Name} cannot be copied out of the cache plug-in");
        }
        finally
        {
            transaction?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private void CopyDown(CachedObject wanted)
    {
        using var handle = spool.TryOpen(wanted, out _);
        if (handle is null)
            return;
        var request = plugin.NextRequest();
        var size = RandomAccess.GetLength(handle);
        var buffer = new byte[Math.Min(plugin.MaxPart, size)];
        ulong number = 0;
        long offset = 0;
        PluginReply reply;
        do
        {
            var length = RandomAccess.Read(handle, buffer, offset);
            offset += length;
            var message = PluginMessages.Request(plugin.Session, request, wanted.Name.Hash)
                .Number(4, ++number).Number(5, offset >= size ? 1UL : 0).Number(6, size).Number(7, TypeOf(wanted.Label)).Text(8, wanted.Description);
            reply = Noted(plugin.Call(PluginMessages.StoreRequest, request, message, buffer.AsSpan(0, length)));
        }
        while (reply.Status == PluginStatus.Ok && offset < size);
        if (reply.Status == PluginStatus.Ok)
        {
            // Storing leaves one reference, as an open would.
            Change(wanted.Name.Hash, -1);
            return;
        }

        services.LowerCacheFailed(wanted.Name.Hash, $"the plug-in answers {reply.Status}");
        if (number > 1)
            plugin.Call(PluginMessages.StoreAbortRequest, request, PluginMessages.Request(plugin.Session, request, wanted.Name.Hash));
    }

    private PluginReply Noted(PluginReply reply)
    {
        if (ReferenceEquals(reply, PluginReply.Lost) && Interlocked.Exchange(ref _reportedLoss, 1) == 0)
            services.PluginLost();
        return reply;
    }

    private static ulong TypeOf(ObjectLabel label) => label switch
    {
        ObjectLabel.Catalog => 1,
        ObjectLabel.Volatile => 2,
        _ => 0,
    };
}
