using CernVM.Cvmfs.Client.Caching.External;
using CernVM.Cvmfs.Client.Caching.Quotas;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>Makes caches from what is configured (formats §10.3).</summary>
internal static class CacheFactory
{
    /// <summary>Bytes of objects that are kept only while they are used; one larger object has room, too.</summary>
    private const long SpoolBytes = 64L << 20;

    /// <summary>A memory file system with less free space than this holds no spool.</summary>
    private const long SpoolReserve = 4 * SpoolBytes;

    /// <summary>Opens the primary cache with everything below and around it.</summary>
    public static ClientResult<IObjectCache> Open(CacheSettings settings, ClientServices services)
    {
        try
        {
            Directory.CreateDirectory(settings.Workspace, CacheLayout.ModeOfFolders(CacheDirectoryKind.Own));
            var opened = Open(settings.Instance, settings, services);
            if (!opened.IsOk || !settings.IsStreaming)
                return opened;
            return ClientResult<IObjectCache>.Ok(new SpoolingCache(opened.Value, OpenSpool(settings, services), isStreaming: true));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new ClientFailure(
                ClientFailureKind.CacheDirectory,
                $"The workspace {settings.Workspace} cannot be used: {failure.Message} Check CVMFS_WORKSPACE, CVMFS_CACHE_BASE, free space and permissions.");
        }
    }

    private static ClientResult<IObjectCache> Open(CacheInstance instance, CacheSettings settings, ClientServices services) => instance switch
    {
        CacheInstance.Posix posix => OpenPosix(posix, settings, services),
        CacheInstance.Memory memory => OpenMemory(memory, services),
        CacheInstance.Tiered tiered => OpenTiered(tiered, settings, services),
        CacheInstance.External external => ExternalCache.Open(external, settings.Owner, () => OpenSpool(settings, services), services),
        _ => throw new ArgumentOutOfRangeException(nameof(instance), instance, "unknown kind of cache"),
    };

    private static ClientResult<IObjectCache> OpenPosix(CacheInstance.Posix posix, CacheSettings settings, ClientServices services)
    {
        var description = $"{(posix.SharesDescriptors ? "Refcounting Posix cache manager" : "Posix cache manager ")}(cache directory: {posix.Directory})\n";
        if (Directory.Exists(Path.Combine(posix.Directory, "ff")) && CacheLayout.WhyNotWritable(posix.Directory) is { } reason)
        {
            services.CacheReadOnly(posix.Directory, reason);
            var fixedFiles = CacheDirectory.OpenReadOnly(posix.Directory, services);
            var readable = new PosixCache(fixedFiles, new NoQuota(fixedFiles), description);
            return ClientResult<IObjectCache>.Ok(new SpoolingCache(readable, OpenSpool(settings, services), isStreaming: false));
        }

        var files = CacheDirectory.Open(posix.Directory, posix.IsAlien ? CacheDirectoryKind.Alien : CacheDirectoryKind.Own, services);
        if (!files.IsOk)
            return files.Failure;
        var quota = ClientResult<IQuota>.Ok(new NoQuota(files.Value));
        if (posix.QuotaBytes is { } limit)
        {
            Directory.CreateDirectory(posix.Workspace, CacheLayout.ModeOfFolders(CacheDirectoryKind.Own));
            quota = LruQuota.Open(files.Value, posix.Workspace, limit, services);
        }

        if (quota.IsOk)
        {
            return ClientResult<IObjectCache>.Ok(
                new FreezableCache(files.Value, new PosixCache(files.Value, quota.Value, description), () => OpenSpool(settings, services)));
        }

        files.Value.Dispose();
        return quota.Failure;
    }

    private static ClientResult<IObjectCache> OpenMemory(CacheInstance.Memory memory, ClientServices services)
    {
        if (PrivateFolder.MemoryPlace() is not { } place)
        {
            return new ClientFailure(
                ClientFailureKind.CacheDirectory, $"The cache '{memory.Name}' needs a memory file system (tmpfs) that can be written, such as /dev/shm; mount one.");
        }

        if (FileSystemKind.FreeBytes(place) is { } free && free < memory.Bytes)
        {
            return new ClientFailure(
                ClientFailureKind.CacheDirectory,
                $"The cache '{memory.Name}' wants {memory.Bytes >> 20} MB, but {place} has {free >> 20} MB free; lower CVMFS_CACHE_{memory.Name}_SIZE or enlarge {place}.");
        }

        return ClientResult<IObjectCache>.Ok(
            OpenPrivate(place, memory.Bytes, takesOversized: false, $"Internal in-memory cache manager (size {memory.Bytes >> 20}MB)\n", services));
    }

    private static ClientResult<IObjectCache> OpenTiered(CacheInstance.Tiered tiered, CacheSettings settings, ClientServices services)
    {
        var upper = Open(tiered.Upper, settings, services);
        if (!upper.IsOk)
            return upper.Failure;
        var lower = Open(tiered.Lower, settings, services);
        if (lower.IsOk)
            return ClientResult<IObjectCache>.Ok(new TieredCache(upper.Value, lower.Value, tiered.IsLowerReadOnly, services));
        upper.Value.Dispose();
        return lower.Failure;
    }

    // In memory where there is enough of it, so that a slow disk is not in the way; nothing of it is meant to stay.
    private static PosixCache OpenSpool(CacheSettings settings, ClientServices services)
    {
        var memory = PrivateFolder.MemoryPlace() is { } place && FileSystemKind.FreeBytes(place) >= SpoolReserve ? place : settings.Workspace;
        return OpenPrivate(memory, SpoolBytes, takesOversized: true, "spool\n", services);
    }

    private static PosixCache OpenPrivate(string parent, long bytes, bool takesOversized, string description, ClientServices services)
    {
        var folder = PrivateFolder.Create(parent);
        var files = CacheDirectory.Open(folder.Path, CacheDirectoryKind.Private, services);
        if (!files.IsOk)
        {
            folder.Dispose();
            throw new IOException(files.Failure.Message);
        }

        return new PosixCache(files.Value, new MemoryQuota(files.Value, bytes, takesOversized, services), description, folder);
    }
}
