using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Formats.Catalogs;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>Fetches the next chunks of one open file while it is read in order.</summary>
internal sealed class ChunkReadAhead(
    Prefetcher prefetcher, long most, IReadOnlyList<FileChunk> chunks, Func<FileChunk, CachedObject> describe, Action<long, long>? record)
{
    private readonly SequentialWindow _window = new(most);

    /// <summary>Notes a read, before it waits for anything.</summary>
    /// <param name="offset">Its first byte.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="chunk">The chunk that its first byte lies in.</param>
    public void Note(long offset, long length, FileChunk chunk)
    {
        record?.Invoke(chunk.Offset, chunk.Size);
        if (!_window.Advance(offset, length, out var from, out var to))
            return;
        for (var index = FirstFrom(from); index < chunks.Count && chunks[index].Offset < to; index++)
            prefetcher.TrySubmit(new PrefetchItem(describe(chunks[index]), PrefetchKind.ReadAhead));
    }

    // The first chunk that begins at or behind a position; the one around it is being read.
    private int FirstFrom(long position)
    {
        int low = 0, high = chunks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (chunks[middle].Offset < position)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
