using CernVM.Cvmfs.Fuse;

namespace CernVM.Cvmfs.Mount.Export;

/// <summary>
/// What content the kernel has cached of a node whose content can change with the revision. The first open of other content drops what is cached; while
/// older content is open, other content is read past the cache, so that neither shows in the other.
/// </summary>
internal sealed class PageCacheTable
{
    /// <summary>Ours: what is forgotten costs one more read.</summary>
    private const int MostRemembered = 128 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<NodeId, Cached> _nodes = [];

    /// <summary>Counts an open and says how it may use the cache.</summary>
    public OpenBehaviour Open(NodeId node, ContentKey content)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(node, out var cached) && cached.Content == content)
            {
                cached.Opens++;
                return OpenBehaviour.KeepCache;
            }

            if (cached is { Opens: > 0 })
                return OpenBehaviour.DirectIo;
            if (_nodes.Count >= MostRemembered)
                Trim();
            _nodes[node] = new Cached(content) { Opens = 1 };
            return OpenBehaviour.None;
        }
    }

    /// <summary>Takes an open back.</summary>
    public void Close(NodeId node, ContentKey content)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(node, out var cached) && cached.Content == content && cached.Opens > 0)
                cached.Opens--;
        }
    }

    private void Trim()
    {
        foreach (var node in _nodes.Where(pair => pair.Value.Opens == 0).Select(pair => pair.Key).ToList())
            _nodes.Remove(node);
    }

    private sealed class Cached(ContentKey content)
    {
        public ContentKey Content => content;

        public int Opens { get; set; }
    }
}
