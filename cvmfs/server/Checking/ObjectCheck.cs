using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Storage;

namespace CernVM.Cvmfs.Server.Checking;

/// <summary>Looks for objects in the store, each once; reads them when wanted.</summary>
internal sealed class ObjectCheck(IObjectStore store, bool reads)
{
    private const int BlockSize = 128 * 1024;

    private readonly HashSet<ObjectName> _seen = [];

    /// <summary>Objects looked at.</summary>
    public int Checked => _seen.Count;

    /// <summary>Null when the object is in order, else what is wrong.</summary>
    public async ValueTask<string?> CheckAsync(ObjectName name, CancellationToken cancellationToken)
    {
        if (!_seen.Add(name))
            return null;
        var key = StoreKey.Of(name);
        if (!reads)
            return await store.ExistsAsync(key, cancellationToken) ? null : $"object {name.StorePath} is missing";
        await using var stored = await store.OpenReadAsync(key, cancellationToken);
        if (stored is null)
            return $"object {name.StorePath} is missing";
        using var hasher = new ContentHasher(name.Hash.Algorithm);
        var block = new byte[BlockSize];
        int read;
        while ((read = await stored.ReadAsync(block, cancellationToken)) > 0)
            hasher.Append(block.AsSpan(0, read));
        return hasher.Finish() == name.Hash ? null : $"object {name.StorePath} is damaged";
    }
}
