using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>Bookkeeping of the cache's size. Members may be called from any thread and never throw for a broken database.</summary>
internal interface IQuota : IDisposable
{
    /// <summary>What it can do.</summary>
    QuotaAbilities Abilities { get; }

    /// <summary>Fill of the cache.</summary>
    QuotaStatus Status { get; }

    /// <summary>Evictions in the period that ends now.</summary>
    long CleanupsWithin(TimeSpan period);

    /// <summary>Notes that the object is used. Cheap.</summary>
    void Touch(ContentHash hash);

    /// <summary>Makes room for an object that is about to be committed; false when it can never fit.</summary>
    bool TryInsert(ContentHash hash, long size, string description, ObjectLabel label);

    /// <summary>Keeps the object from being evicted until <see cref="Unpin"/>; pins count.</summary>
    void Pin(ContentHash hash);

    /// <summary>Takes one pin back.</summary>
    void Unpin(ContentHash hash);

    /// <summary>Deletes the object.</summary>
    void Remove(ContentHash hash);

    /// <summary>Evicts until at most so many bytes are used; false when pins prevent it.</summary>
    bool Cleanup(long leaveBytes);

    /// <summary>Changes the limit while running; false when there is none to change.</summary>
    bool SetLimit(long bytes);

    /// <summary>Descriptions of cached objects, least recently used first.</summary>
    IReadOnlyList<string> List(CacheListing which);
}
