namespace CernVM.Cvmfs.Formats.Compression.Reproduction;

/// <summary>Symbols of one block, which is written in the shortest of the three forms of RFC 1951 as zlib chooses it.</summary>
internal sealed class DeflateBlock
{
    /// <summary>A block ends with so many symbols: zlib's buffer for memory level 8, less one.</summary>
    private const int Capacity = (1 << 14) - 1;

    private static readonly byte[] FixedLiteralLengths = [.. Enumerable.Range(0, 288).Select(symbol => (byte)(symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8))];
    private static readonly byte[] FixedDistanceLengths = [.. Enumerable.Repeat((byte)5, DeflateCodes.DistanceCodes)];
    private static readonly int[] FixedLiteralCodes = Codes(FixedLiteralLengths, 15);
    private static readonly int[] FixedDistanceCodes = Codes(FixedDistanceLengths, 15);

    private readonly DeflateTree _literals = new(DeflateCodes.LiteralCodes, DeflateCodes.ExtraOfLength, DeflateCodes.FirstLength, 15, FixedLiteralLengths);
    private readonly DeflateTree _distances = new(DeflateCodes.DistanceCodes, DeflateCodes.ExtraOfDistance, 0, 15, FixedDistanceLengths);
    private readonly DeflateTree _lengths = new(DeflateCodes.LengthCodes, DeflateCodes.ExtraOfLengthCode, 0, 7, null);
    private readonly (ushort Distance, byte Value)[] _symbols = new (ushort, byte)[Capacity];
    private int _count;

    public DeflateBlock() => Clear();

    /// <summary>Adds a byte; true when the block is full.</summary>
    public bool AddLiteral(byte value)
    {
        _symbols[_count++] = (0, value);
        _literals.Frequency[value]++;
        return _count == Capacity;
    }

    /// <summary>Adds a repetition; true when the block is full.</summary>
    /// <param name="distance">1 to 32,506.</param>
    /// <param name="length">3 to 258.</param>
    public bool AddMatch(int distance, int length)
    {
        _symbols[_count++] = ((ushort)distance, (byte)(length - 3));
        _literals.Frequency[DeflateCodes.OfLength[length - 3] + DeflateCodes.FirstLength]++;
        _distances.Frequency[DeflateCodes.OfDistance(distance - 1)]++;
        return _count == Capacity;
    }

    /// <summary>Writes the block and begins a new one.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="plain">The bytes that the block stands for; empty when they are not at hand any more.</param>
    /// <param name="plainLength">Their number.</param>
    /// <param name="isLast">Whether the stream ends here.</param>
    public void Flush(DeflateOutput output, ReadOnlySpan<byte> plain, long plainLength, bool isLast)
    {
        _literals.Build();
        _distances.Build();
        var order = BuildLengths();
        var bits = _literals.Bits + _distances.Bits + _lengths.Bits + (3 * (order + 1)) + 14;
        var best = (bits + 10) >> 3;
        var fixedBest = (_literals.FixedBits + _distances.FixedBits + 10) >> 3;
        var isFixed = fixedBest <= best;
        var last = isLast ? 1 : 0;
        if (plainLength + 4 <= Math.Min(best, fixedBest) && plain.Length == plainLength)
        {
            output.Bits(last, 3);
            output.Align();
            output.Bits(plain.Length, 16);
            output.Bits(~plain.Length & 0xffff, 16);
            output.Bytes(plain);
        }
        else if (isFixed)
        {
            output.Bits(2 + last, 3);
            Symbols(output, FixedLiteralCodes, FixedLiteralLengths, FixedDistanceCodes, FixedDistanceLengths);
        }
        else
        {
            output.Bits(4 + last, 3);
            output.Bits(_literals.MaxCode + 1 - 257, 5);
            output.Bits(_distances.MaxCode, 5);
            output.Bits(order + 1 - 4, 4);
            for (var rank = 0; rank <= order; rank++)
                output.Bits(_lengths.Length[DeflateCodes.LengthOrder[rank]], 3);
            Runs(_literals, output);
            Runs(_distances, output);
            Symbols(output, _literals.Code, Narrow(_literals), _distances.Code, Narrow(_distances));
        }

        if (isLast)
            output.Align();
        Clear();
    }

    private void Clear()
    {
        _literals.Clear();
        _distances.Clear();
        _lengths.Clear();
        _literals.Frequency[DeflateCodes.EndOfBlock] = 1;
        _count = 0;
    }

    private int BuildLengths()
    {
        Runs(_literals, null);
        Runs(_distances, null);
        _lengths.Build();
        var order = DeflateCodes.LengthCodes - 1;
        while (order >= 3 && _lengths.Length[DeflateCodes.LengthOrder[order]] == 0)
            order--;
        return order;
    }

    // The lengths of a code as runs: counted without an output, else sent.
    private void Runs(DeflateTree tree, DeflateOutput? output)
    {
        var previous = -1;
        var next = tree.Length[0];
        var count = 0;
        var (most, least) = next == 0 ? (138, 3) : (7, 4);
        for (var symbol = 0; symbol <= tree.MaxCode; symbol++)
        {
            var current = next;
            next = symbol == tree.MaxCode ? -1 : tree.Length[symbol + 1];
            if (++count < most && current == next)
                continue;
            if (count < least)
            {
                for (; count > 0; count--)
                    Send(current, 0, 0);
            }
            else if (current != 0)
            {
                if (current != previous)
                {
                    Send(current, 0, 0);
                    count--;
                }

                Send(16, count - 3, 2);
            }
            else if (count <= 10)
            {
                Send(17, count - 3, 3);
            }
            else
            {
                Send(18, count - 11, 7);
            }

            count = 0;
            previous = current;
            (most, least) = next == 0 ? (138, 3) : current == next ? (6, 3) : (7, 4);
        }

        void Send(int code, int value, int bits)
        {
            if (output is null)
            {
                _lengths.Frequency[code]++;
                return;
            }

            output.Bits(_lengths.Code[code], _lengths.Length[code]);
            if (bits > 0)
                output.Bits(value, bits);
        }
    }

    private void Symbols(DeflateOutput output, int[] literalCodes, byte[] literalLengths, int[] distanceCodes, byte[] distanceLengths)
    {
        foreach (var (distance, value) in _symbols.AsSpan(0, _count))
        {
            if (distance == 0)
            {
                output.Bits(literalCodes[value], literalLengths[value]);
                continue;
            }

            var code = DeflateCodes.OfLength[value];
            output.Bits(literalCodes[code + DeflateCodes.FirstLength], literalLengths[code + DeflateCodes.FirstLength]);
            output.Bits(value - DeflateCodes.FirstOfLength[code], DeflateCodes.ExtraOfLength[code]);
            var far = DeflateCodes.OfDistance(distance - 1);
            output.Bits(distanceCodes[far], distanceLengths[far]);
            output.Bits(distance - 1 - DeflateCodes.FirstOfDistance[far], DeflateCodes.ExtraOfDistance[far]);
        }

        output.Bits(literalCodes[DeflateCodes.EndOfBlock], literalLengths[DeflateCodes.EndOfBlock]);
    }

    private static byte[] Narrow(DeflateTree tree) => [.. tree.Length.Select(length => (byte)length)];

    private static int[] Codes(byte[] lengths, int maxLength)
    {
        var codes = new int[lengths.Length];
        DeflateTree.SetCodes([.. lengths.Select(length => (int)length)], codes, lengths.Length - 1, maxLength);
        return codes;
    }
}
