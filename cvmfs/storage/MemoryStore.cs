using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace CernVM.Cvmfs.Storage;

/// <summary>A store in this process's memory, for tests and for building small repositories.</summary>
public sealed class MemoryStore : IObjectStore
{
    private readonly ConcurrentDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<bool> ExistsAsync(StoreKey key, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_objects.ContainsKey(key.Value));

    /// <inheritdoc/>
    public ValueTask<Stream?> OpenReadAsync(StoreKey key, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<Stream?>(_objects.TryGetValue(key.Value, out var bytes) ? new MemoryStream(bytes, writable: false) : null);

    /// <inheritdoc/>
    public async ValueTask<PutOutcome> PutAsync(StoreKey key, Stream content, PutMode mode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (mode == PutMode.KeepExisting && _objects.ContainsKey(key.Value))
            return PutOutcome.AlreadyThere;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        if (mode == PutMode.KeepExisting)
            return _objects.TryAdd(key.Value, copy.ToArray()) ? PutOutcome.Stored : PutOutcome.AlreadyThere;
        _objects[key.Value] = copy.ToArray();
        return PutOutcome.Stored;
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(StoreKey key, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_objects.TryRemove(key.Value, out _));

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoreKey> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ValueTask.CompletedTask;
        foreach (var key in _objects.Keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (key.StartsWith(prefix, StringComparison.Ordinal))
                yield return StoreKey.Parse(key);
        }
    }
}
