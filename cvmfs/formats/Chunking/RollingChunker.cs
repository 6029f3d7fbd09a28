namespace CernVM.Cvmfs.Formats.Chunking;

/// <summary>
/// Finds the places at which a file is cut, by its content, exactly as release 2.12 does (formats §6). Feed a file's bytes in
/// pieces of any size; the same bytes give the same cuts.
/// </summary>
public sealed class RollingChunker(ChunkingParameters parameters)
{
    // The value at which the rolling value is aimed, 2^31 - 1.
    private const uint Target = int.MaxValue;

    // The one other hit: the wrapped distance is then the smallest 32-bit number, whose absolute value stays negative.
    private const uint WrappedHit = uint.MaxValue;

    private readonly ChunkingParameters _parameters = parameters ?? throw new ArgumentNullException(nameof(parameters));
    private readonly uint _threshold = (uint)(uint.MaxValue / (ulong)parameters.Average);
    private uint _rolling;
    private long _position;
    private long _lastCut;

    /// <summary>Bytes seen so far.</summary>
    public long Position => _position;

    /// <summary>
    /// Takes bytes up to the next cut. A cut says that the byte at <paramref name="cut"/> begins a new chunk; what follows
    /// <paramref name="consumed"/> must be given again.
    /// </summary>
    /// <param name="data">The file's bytes from <see cref="Position"/> on.</param>
    /// <param name="consumed">How many of them were used: up to the cut, or all.</param>
    /// <param name="cut">Offset in the file; at the end of the file it is no cut, see <see cref="Cuts"/>.</param>
    /// <returns>True when a cut was found.</returns>
    public bool TryFindCut(ReadOnlySpan<byte> data, out int consumed, out long cut)
    {
        var windowStart = _lastCut + _parameters.Minimum - ChunkingParameters.Window;
        var testStart = _lastCut + _parameters.Minimum;
        var forced = _lastCut + _parameters.Maximum;
        var start = _position;
        var limit = (int)Math.Min(data.Length, forced - start);

        var index = (int)Math.Min(limit, Math.Max(0, windowStart - start));
        var rolling = _rolling;
        var untested = (int)Math.Min(limit, Math.Max(0, testStart - start));
        for (; index < untested; index++)
            rolling = (rolling << 1) ^ data[index];
        for (; index < limit; index++)
        {
            rolling = (rolling << 1) ^ data[index];
            if (rolling - (Target - (_threshold - 1)) <= 2 * (_threshold - 1) || rolling == WrappedHit)
                return Cut(index, out consumed, out cut);
        }

        if (start + limit == forced && data.Length > limit)
            return Cut(limit, out consumed, out cut);
        _rolling = rolling;
        _position += limit;
        consumed = limit;
        cut = 0;
        return false;
    }

    /// <summary>All cuts of a file that is in memory; none when it stays in one piece.</summary>
    public static IReadOnlyList<long> Cuts(ReadOnlySpan<byte> file, ChunkingParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var cuts = new List<long>();
        if (file.Length <= parameters.Minimum)
            return cuts;
        var chunker = new RollingChunker(parameters);
        while (!file.IsEmpty)
        {
            if (chunker.TryFindCut(file, out var consumed, out var cut))
                cuts.Add(cut);
            file = file[consumed..];
        }

        return cuts;
    }

    private bool Cut(int index, out int consumed, out long cut)
    {
        _position += index;
        _lastCut = _position;
        _rolling = 0;
        consumed = index;
        cut = _position;
        return true;
    }
}
