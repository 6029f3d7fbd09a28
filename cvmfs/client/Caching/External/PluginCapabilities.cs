namespace CernVM.Cvmfs.Client.Caching.External;

/// <summary>What a plug-in can do (<c>EnumCapabilities</c>).</summary>
[Flags]
internal enum PluginCapabilities
{
    /// <summary>Only reading.</summary>
    None = 0,

    /// <summary>Objects can be stored.</summary>
    Write = 1,

    /// <summary>Open objects are not evicted.</summary>
    Refcount = 2,

    /// <summary>Evicts on demand.</summary>
    Shrink = 4,

    /// <summary>Knows its size.</summary>
    Info = 8,

    /// <summary>Counts evictions.</summary>
    ShrinkRate = 16,

    /// <summary>Lists its objects.</summary>
    List = 32,
}
