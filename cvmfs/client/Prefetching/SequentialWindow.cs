namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>
/// Recognises one reader that goes through a file in order, and says how far ahead of it bytes are wanted. The kernel reads ahead by itself and in
/// parallel, so that neighbouring reads may come in any order.
/// </summary>
internal sealed class SequentialWindow(long most)
{
    /// <summary>Bytes in order after which a reader counts as sequential (ours; programs often look at no more than a file's head).</summary>
    public const long Proof = 512 * 1024;

    /// <summary>First window (ours, one or two chunks).</summary>
    public const long First = 8L << 20;

    /// <summary>How far out of order the reads of a sequential reader come (ours, several of the kernel's read-aheads).</summary>
    public const long Disorder = 1L << 20;

    private readonly Lock _gate = new();
    private long _position;
    private long _run;
    private long _window;
    private long _wanted;

    /// <summary>Notes a read.</summary>
    /// <param name="offset">Its first byte.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="from">Where bytes begin that are wanted now and were not before.</param>
    /// <param name="to">Where they end.</param>
    /// <returns>Whether there are any.</returns>
    public bool Advance(long offset, long length, out long from, out long to)
    {
        lock (_gate)
        {
            from = to = 0;
            if (offset < _position - Disorder || offset > _position + Disorder)
            {
                _run = length;
                _position = offset + length;
                _window = 0;
                _wanted = 0;
                return false;
            }

            _run += length;
            _position = Math.Max(_position, offset + length);
            if (_run < Proof || most <= 0)
                return false;

            // Half of the window lies ahead still: there is time.
            if (_window > 0 && _wanted - _position > _window / 2)
                return false;
            _window = Math.Min(most, _window == 0 ? First : _window * 2);
            from = Math.Max(_wanted, _position);
            to = _position + _window;
            _wanted = to;
            return to > from;
        }
    }
}
