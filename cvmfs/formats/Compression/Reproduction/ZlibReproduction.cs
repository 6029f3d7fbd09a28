using System.Buffers.Binary;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Compression.Reproduction;

/// <summary>
/// The hash of what zlib at its default level makes of a file. Objects are named by the hash of their compressed bytes, and the cache has only the plain
/// ones: they can be checked only by compressing them again, to the same bit. Compressors differ, so this follows zlib's choices: hash chains over three
/// bytes, lazy matching (level 6: good 8, lazy 16, nice 128, chain 128), window of 32 KiB. Memory is bounded.
/// </summary>
public sealed class ZlibReproduction
{
    private const int MinMatch = 3;
    private const int MaxMatch = 258;
    private const int MinLookahead = MaxMatch + MinMatch + 1;
    private const int WindowSize = 1 << 15;
    private const int WindowMask = WindowSize - 1;
    private const int MaxDistance = WindowSize - MinLookahead;
    private const int TooFar = 4096;
    private const int GoodLength = 8;
    private const int MaxLazy = 16;
    private const int NiceLength = 128;
    private const int MaxChain = 128;
    private const int HashMask = (1 << 15) - 1;
    private const int BufferSize = 1 << 20;
    private const int Kept = 1 << 17;
    private const uint AdlerModulus = 65521;
    private const int AdlerRun = 5552;

    private readonly Stream _source;
    private readonly DeflateOutput _output;
    private readonly DeflateBlock _block = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly long[] _head = new long[HashMask + 1];
    private readonly long[] _previous = new long[WindowSize];
    private long _base;
    private int _filled;
    private bool _ended;
    private uint _adlerLow = 1;
    private uint _adlerHigh;
    private long _position;
    private long _blockStart;
    private long _matchStart;

    private ZlibReproduction(Stream source, ContentHasher hasher)
    {
        _source = source;
        _output = new DeflateOutput(hasher);
    }

    /// <summary>Reads the stream to its end.</summary>
    public static ContentHash HashOf(Stream plain, ContentHashAlgorithm algorithm, CancellationToken cancel)
    {
        using var hasher = new ContentHasher(algorithm);
        new ZlibReproduction(plain, hasher).Run(cancel);
        return hasher.Finish();
    }

    private long Lookahead => _base + _filled - _position;

    private void Run(CancellationToken cancel)
    {
        // CMF and FLG of RFC 1950: deflate, 32 KiB, default level.
        _output.Bytes([0x78, 0x9c]);
        var (length, isWaiting) = (MinMatch - 1, false);
        while (true)
        {
            if (Lookahead < MinLookahead)
            {
                cancel.ThrowIfCancellationRequested();
                Fill();
                if (Lookahead == 0)
                    break;
            }

            var candidate = Lookahead >= MinMatch ? Insert(_position) : 0;
            var (earlierLength, earlierStart) = (length, _matchStart);
            length = MinMatch - 1;
            if (candidate != 0 && earlierLength < MaxLazy && _position - candidate <= MaxDistance)
            {
                length = LongestMatch(candidate, earlierLength);
                if (length == MinMatch && _position - _matchStart > TooFar)
                    length = MinMatch - 1;
            }

            if (earlierLength >= MinMatch && length <= earlierLength)
            {
                var isFull = TakeEarlier(earlierLength, earlierStart);
                (length, isWaiting) = (MinMatch - 1, false);
                if (isFull)
                    FlushBlock(isLast: false);
            }
            else
            {
                if (isWaiting && _block.AddLiteral(At(_position - 1)))
                    FlushBlock(isLast: false);
                isWaiting = true;
                _position++;
            }
        }

        if (isWaiting)
            _block.AddLiteral(At(_position - 1));
        FlushBlock(isLast: true);
        Span<byte> adler = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(adler, (_adlerHigh << 16) | _adlerLow);
        _output.Bytes(adler);
        _output.Flush();
    }

    private bool TakeEarlier(int length, long start)
    {
        var lastInsert = _position + Lookahead - MinMatch;
        var isFull = _block.AddMatch((int)(_position - 1 - start), length);
        for (var left = length - 2; left > 0; left--)
        {
            if (++_position <= lastInsert)
                Insert(_position);
        }

        _position++;
        return isFull;
    }

    // Position 0 means none, as in zlib, which therefore never repeats the very first bytes from there.
    private long Insert(long position)
    {
        var at = (int)(position - _base);
        var hash = ((_buffer[at] << 10) ^ (_buffer[at + 1] << 5) ^ _buffer[at + 2]) & HashMask;
        var found = _head[hash];
        _previous[position & WindowMask] = found;
        _head[hash] = position;
        return found;
    }

    private int LongestMatch(long candidate, int earlierLength)
    {
        var lookahead = (int)Math.Min(Lookahead, int.MaxValue);
        var best = earlierLength;
        var chain = earlierLength >= GoodLength ? MaxChain >> 2 : MaxChain;
        var nice = Math.Min(NiceLength, lookahead);
        var limit = Math.Max(0, _position - MaxDistance);
        var scan = _buffer.AsSpan((int)(_position - _base), Math.Min(MaxMatch, lookahead));
        if (best >= scan.Length)
            return Math.Min(best, lookahead);
        do
        {
            var match = _buffer.AsSpan((int)(candidate - _base), scan.Length);
            if (match[best] != scan[best] || match[best - 1] != scan[best - 1] || match[0] != scan[0] || match[1] != scan[1])
                continue;
            var length = scan.CommonPrefixLength(match);
            if (length <= best)
                continue;
            _matchStart = candidate;
            best = length;
            if (length >= nice || best >= scan.Length)
                break;
        }
        while ((candidate = _previous[candidate & WindowMask]) > limit && --chain != 0);
        return Math.Min(best, lookahead);
    }

    private byte At(long position) => _buffer[(int)(position - _base)];

    private void FlushBlock(bool isLast)
    {
        var length = _position - _blockStart;
        var plain = _blockStart >= _base && length <= ushort.MaxValue ? _buffer.AsSpan((int)(_blockStart - _base), (int)length) : default;
        _block.Flush(_output, plain, length, isLast);
        _blockStart = _position;
    }

    private void Fill()
    {
        while (!_ended && Lookahead < MinLookahead)
        {
            if (_filled + MinLookahead > _buffer.Length)
            {
                var moved = _filled - Kept;
                _buffer.AsSpan(moved, Kept).CopyTo(_buffer);
                _base += moved;
                _filled = Kept;
            }

            var read = _source.Read(_buffer, _filled, _buffer.Length - _filled);
            if (read == 0)
                _ended = true;
            UpdateAdler(_buffer.AsSpan(_filled, read));
            _filled += read;
        }
    }

    private void UpdateAdler(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var run = bytes[..Math.Min(bytes.Length, AdlerRun)];
            foreach (var value in run)
            {
                _adlerLow += value;
                _adlerHigh += _adlerLow;
            }

            _adlerLow %= AdlerModulus;
            _adlerHigh %= AdlerModulus;
            bytes = bytes[run.Length..];
        }
    }
}
