namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>One configured cache (formats §10.3). The kinds are nested here.</summary>
/// <param name="Name">Its name in <c>CVMFS_CACHE_&lt;name&gt;_*</c>; <c>default</c> for the one of the classic parameters.</param>
public abstract record CacheInstance(string Name)
{
    /// <summary>Name of the cache that needs no <c>CVMFS_CACHE_PRIMARY</c>.</summary>
    public const string DefaultName = "default";

    /// <summary>A directory (type <c>posix</c>).</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Directory">Absolute path of what holds <c>00</c> … <c>ff</c>.</param>
    /// <param name="Workspace">Absolute path of what holds <c>cachedb</c>.</param>
    /// <param name="IsShared">Whether other repositories use it, too.</param>
    /// <param name="IsAlien">Whether somebody else manages it.</param>
    /// <param name="QuotaBytes">Bytes that may be used, or null for no limit.</param>
    /// <param name="SharesDescriptors">Whether all opens of an object share one descriptor.</param>
    public sealed record Posix(string Name, string Directory, string Workspace, bool IsShared, bool IsAlien, long? QuotaBytes, bool SharesDescriptors)
        : CacheInstance(Name);

    /// <summary>Memory of this process's mount (type <c>ram</c>).</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Bytes">How much.</param>
    public sealed record Memory(string Name, long Bytes) : CacheInstance(Name);

    /// <summary>Two caches (type <c>tiered</c>).</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Upper">The one that objects are opened in.</param>
    /// <param name="Lower">The one that is asked second.</param>
    /// <param name="IsLowerReadOnly">Whether nothing is written to the lower one.</param>
    public sealed record Tiered(string Name, CacheInstance Upper, CacheInstance Lower, bool IsLowerReadOnly) : CacheInstance(Name);

    /// <summary>A plug-in in a process of its own (type <c>external</c>).</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Locator"><c>unix=/path</c> or <c>tcp=host:port</c>.</param>
    /// <param name="CommandLine">Program and arguments that start it when nobody listens; may be empty.</param>
    public sealed record External(string Name, string Locator, IReadOnlyList<string> CommandLine) : CacheInstance(Name);
}
