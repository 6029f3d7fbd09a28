using System.Buffers;

namespace CernVM.Cvmfs.Client.Notification;

/// <summary>The data of server-sent events (HTML Living Standard §9.2), one after the other. Fields other than <c>data</c> are skipped.</summary>
internal sealed class EventStream(Stream stream)
{
    /// <summary>Bytes of the longest event. Ours: a manifest has less than a kilobyte.</summary>
    public const int Longest = 1 << 20;

    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    private readonly byte[] _input = new byte[4096];
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly ArrayBufferWriter<byte> _data = new();
    private int _next;
    private int _end;
    private bool _isAfterReturn;

    /// <summary>The data of the next event; null at the end of the stream, where an unfinished event counts nothing.</summary>
    /// <exception cref="InvalidDataException">The event is too long.</exception>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_next < _end)
            {
                if (!Take(_input[_next++]) || !EndsEvent())
                    continue;
                var data = _data.WrittenSpan[..^1].ToArray();
                _data.Clear();
                return data;
            }

            _next = 0;
            _end = await stream.ReadAsync(_input, cancellationToken);
            if (_end == 0)
                return null;
        }
    }

    // True at the end of a line, which is LF, CR, or both.
    private bool Take(byte letter)
    {
        var isSecondHalf = _isAfterReturn && letter == LineFeed;
        _isAfterReturn = letter == CarriageReturn;
        if (letter is LineFeed or CarriageReturn)
            return !isSecondHalf;
        if (_line.WrittenCount + _data.WrittenCount >= Longest)
            throw new InvalidDataException($"an event has more than {Longest} bytes");
        _line.GetSpan(1)[0] = letter;
        _line.Advance(1);
        return false;
    }

    // An empty line ends an event; one without data is none.
    private bool EndsEvent()
    {
        var line = _line.WrittenSpan;
        var isEnd = line.IsEmpty && _data.WrittenCount > 0;
        if (line.StartsWith("data:"u8))
        {
            var value = line["data:".Length..];
            _data.Write(value is [(byte)' ', ..] ? value[1..] : value);
            _data.Write([LineFeed]);
        }

        _line.Clear();
        return isEnd;
    }
}
