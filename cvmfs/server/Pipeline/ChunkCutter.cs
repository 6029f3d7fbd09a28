using CernVM.Cvmfs.Formats.Chunking;

namespace CernVM.Cvmfs.Server.Pipeline;

/// <summary>Finds one chunk at a time.</summary>
internal static class ChunkCutter
{
    /// <summary>Length of the chunk at the start of the bytes; all of them when there is no cut.</summary>
    /// <param name="data">A file's bytes from the last cut on: one more than the longest chunk, or all to the end of the file.</param>
    /// <param name="sizes">Sizes of chunks.</param>
    public static int NextCut(ReadOnlySpan<byte> data, ChunkingParameters sizes)
    {
        // The rolling value starts anew at each cut, so a chunk can be found from its own bytes alone.
        var chunker = new RollingChunker(sizes);
        return chunker.TryFindCut(data, out _, out var cut) ? (int)cut : data.Length;
    }
}
