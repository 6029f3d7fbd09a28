namespace CernVM.Cvmfs.Formats.Compression.Reproduction;

/// <summary>
/// A Huffman code of RFC 1951, built so that equal frequencies are resolved as zlib does it: by the depth of the subtrees, then by the order in the heap.
/// </summary>
internal sealed class DeflateTree(int elements, byte[] extra, int extraBase, int maxLength, byte[]? fixedLengths)
{
    private readonly int _heapSize = (2 * elements) + 1;
    private readonly int[] _heap = new int[(2 * elements) + 1];
    private readonly int[] _depth = new int[(2 * elements) + 1];
    private readonly int[] _parent = new int[(2 * elements) + 1];
    private readonly int[] _frequency = new int[(2 * elements) + 1];
    private int _heapLength;

    /// <summary>How often each symbol occurs; set back by <see cref="Clear"/>.</summary>
    public Span<int> Frequency => _frequency;

    /// <summary>Bits of each symbol.</summary>
    public int[] Length { get; } = new int[(2 * elements) + 1];

    /// <summary>The code of each symbol, in the order of sending.</summary>
    public int[] Code { get; } = new int[elements];

    /// <summary>The highest symbol with a code.</summary>
    public int MaxCode { get; private set; }

    /// <summary>Bits of everything counted, in this code.</summary>
    public long Bits { get; private set; }

    /// <summary>The same in the fixed code; 0 for an alphabet without one.</summary>
    public long FixedBits { get; private set; }

    /// <summary>Forgets all frequencies.</summary>
    public void Clear() => _frequency.AsSpan(0, elements).Clear();

    /// <summary>Builds the code for the frequencies.</summary>
    public void Build()
    {
        (Bits, FixedBits, _heapLength, MaxCode) = (0, 0, 0, -1);
        var heapMax = _heapSize;
        for (var symbol = 0; symbol < elements; symbol++)
        {
            Length[symbol] = 0;
            if (_frequency[symbol] == 0)
                continue;
            _heap[++_heapLength] = MaxCode = symbol;
            _depth[symbol] = 0;
        }

        // At least two codes, so that each has a bit.
        while (_heapLength < 2)
        {
            var symbol = MaxCode < 2 ? ++MaxCode : 0;
            _heap[++_heapLength] = symbol;
            _frequency[symbol] = 1;
            _depth[symbol] = 0;
            Bits--;
            FixedBits -= fixedLengths?[symbol] ?? 0;
        }

        for (var index = _heapLength / 2; index >= 1; index--)
            SiftDown(index);
        var node = elements;
        do
        {
            var least = _heap[1];
            _heap[1] = _heap[_heapLength--];
            SiftDown(1);
            var next = _heap[1];
            _heap[--heapMax] = least;
            _heap[--heapMax] = next;
            _frequency[node] = _frequency[least] + _frequency[next];
            _depth[node] = Math.Max(_depth[least], _depth[next]) + 1;
            _parent[least] = _parent[next] = node;
            _heap[1] = node++;
            SiftDown(1);
        }
        while (_heapLength >= 2);
        _heap[--heapMax] = _heap[1];
        SetLengths(heapMax);
        SetCodes(Length, Code, MaxCode, maxLength);
    }

    /// <summary>Canonical codes for lengths, with the first bit lowest.</summary>
    public static void SetCodes(ReadOnlySpan<int> lengths, Span<int> codes, int maxCode, int maxLength)
    {
        Span<int> count = stackalloc int[maxLength + 1];
        Span<int> next = stackalloc int[maxLength + 1];
        count.Clear();
        for (var symbol = 0; symbol <= maxCode; symbol++)
            count[lengths[symbol]]++;
        count[0] = 0;
        next[0] = 0;
        for (var bits = 1; bits <= maxLength; bits++)
            next[bits] = (next[bits - 1] + count[bits - 1]) << 1;
        for (var symbol = 0; symbol <= maxCode; symbol++)
        {
            if (lengths[symbol] is > 0 and var length)
                codes[symbol] = Reverse(next[length]++, length);
        }
    }

    private void SetLengths(int heapMax)
    {
        Span<int> count = stackalloc int[maxLength + 1];
        count.Clear();
        var overflow = 0;
        Length[_heap[heapMax]] = 0;
        for (var index = heapMax + 1; index < _heapSize; index++)
        {
            var symbol = _heap[index];
            var bits = Length[_parent[symbol]] + 1;
            if (bits > maxLength)
            {
                bits = maxLength;
                overflow++;
            }

            Length[symbol] = bits;
            if (symbol > MaxCode)
                continue;
            count[bits]++;
            var extraBits = symbol >= extraBase ? extra[symbol - extraBase] : 0;
            Bits += (long)_frequency[symbol] * (bits + extraBits);
            if (fixedLengths is not null)
                FixedBits += (long)_frequency[symbol] * (fixedLengths[symbol] + extraBits);
        }

        if (overflow == 0)
            return;
        for (; overflow > 0; overflow -= 2)
        {
            var bits = maxLength - 1;
            while (count[bits] == 0)
                bits--;
            count[bits]--;
            count[bits + 1] += 2;
            count[maxLength]--;
        }

        // The rarest symbols, which come last in the heap, get the longest codes.
        var position = _heapSize;
        for (var bits = maxLength; bits != 0; bits--)
        {
            for (var left = count[bits]; left != 0;)
            {
                var symbol = _heap[--position];
                if (symbol > MaxCode)
                    continue;
                Bits += (long)(bits - Length[symbol]) * _frequency[symbol];
                Length[symbol] = bits;
                left--;
            }
        }
    }

    private void SiftDown(int index)
    {
        var moved = _heap[index];
        for (var child = index << 1; child <= _heapLength; child <<= 1)
        {
            if (child < _heapLength && IsSmaller(_heap[child + 1], _heap[child]))
                child++;
            if (IsSmaller(moved, _heap[child]))
                break;
            _heap[index] = _heap[child];
            index = child;
        }

        _heap[index] = moved;
    }

    private bool IsSmaller(int one, int other) =>
        _frequency[one] < _frequency[other] || (_frequency[one] == _frequency[other] && _depth[one] <= _depth[other]);

    private static int Reverse(int code, int length)
    {
        var reversed = 0;
        for (; length > 0; length--, code >>= 1)
            reversed = (reversed << 1) | (code & 1);
        return reversed;
    }
}
