using System.Text;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client;

/// <content>What is told about catalogs and meta data.</content>
public sealed partial class RepositoryClient
{
    /// <summary>Upstream CernVM-FS: longer meta data is not shown.</summary>
    private const long LongestMetaInfo = 64 * 1024;

    /// <summary>The catalog that holds the children of a directory, or the entry that is none.</summary>
    public async ValueTask<ClientResult<CatalogSummary>> DescribeCatalogAsync(RepositoryNode node, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        var slot = node.Catalog;
        if (node.Entry.IsNestedMountpoint || node.Entry.IsBindMountpoint)
            slot = slot.ChildAt(node.Path) ?? slot;
        while (true)
        {
            if (Summary(slot) is { } summary)
                return summary;
            if (await _catalogs.OpenAsync(slot, useAlternativePath: false, cancellationToken) is { } failure)
                return failure;
        }
    }

    /// <summary>Catalogs of the current revision that are open, each below the one that it hangs in.</summary>
    public IReadOnlyList<OpenCatalog> ListOpenCatalogs()
    {
        var open = new List<OpenCatalog>();
        Collect(_tree.Root, 0, open);
        return open;
    }

    /// <summary>Catalogs that are remembered, open or not: those of the revision shown, and earlier ones with inodes that somebody may know.</summary>
    public int KnownCatalogs => _catalogs.Count;

    /// <summary>How many references to inodes the host has counted and not taken back (<see cref="RepositoryNode.Refer"/>).</summary>
    public long InodeReferences => _inodes.Slots().Sum(slot => slot.References);

    /// <summary>The repository's meta data (formats §8.4), as its publisher wrote it.</summary>
    public async ValueTask<ClientResult<string>> ReadMetaInfoAsync(CancellationToken cancellationToken)
    {
        if (CurrentRevision.Manifest is not { } manifest)
            return ClientResult<string>.Fail(ClientFailureKind.NotFound, "manifest not available");
        if (manifest.MetaInfo is not { IsNull: false } hash)
            return ClientResult<string>.Fail(ClientFailureKind.NotFound, "metainfo not available");
        var read = await _fetcher.ReadAsync(
            new CachedObject
            {
                Name = new ObjectName(hash, ObjectKind.MetaInfo),
                Size = CachedObject.UnknownSize,
                Description = $"meta data of {Name}",
                Label = ObjectLabel.Regular,
            },
            FetchLimits.MaxSmallObject,
            cancellationToken);
        if (!read.IsOk)
            return read.Failure;
        return read.Value.Length > LongestMetaInfo
            ? ClientResult<string>.Fail(ClientFailureKind.LocalStorage, "Failed to open: metadata file is too big")
            : Encoding.UTF8.GetString(read.Value);
    }

    /// <summary>What the cache holds of a file's whole object, without use being counted; null when that is nothing. The caller closes it.</summary>
    public FileStream? TryOpenCached(RepositoryNode file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Entry.IsRegular && _cache.TryOpen(_objects.Of(file), out _) is { } handle ? new FileStream(handle, FileAccess.Read, bufferSize: 0) : null;
    }

    private static CatalogSummary? Summary(CatalogSlot slot)
    {
        if (!slot.TryAcquire(out var lease))
            return null;
        using (lease)
            return new CatalogSummary(slot.Hash, slot.Mountpoint, lease.Reader.Counters.Self + lease.Reader.Counters.Subtree);
    }

    private static void Collect(CatalogSlot slot, int level, List<OpenCatalog> into)
    {
        if (slot.IsOpen)
            into.Add(new OpenCatalog(slot.Mountpoint, level++));
        foreach (var child in slot.Children?.Values ?? Enumerable.Empty<CatalogSlot>())
            Collect(child, level, into);
    }
}
