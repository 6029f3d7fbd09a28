namespace CernVM.Cvmfs.Formats.Compression;

/// <summary>Passes a stream on, remembering its last four bytes and how many there were.</summary>
internal sealed class TailStream(Stream source) : Stream
{
    /// <summary>The last four bytes read, the very last in the lowest place.</summary>
    public uint Tail { get; private set; }

    public long Count { get; private set; }

    /// <summary>
    /// True when the header asks for a preset dictionary (RFC 1950, FDICT), which no object has. The runtime reports it as an
    /// ordinary I/O error.
    /// </summary>
    public bool WantsDictionary { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length is not known.");

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException("This stream only goes forward.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var length = source.Read(buffer);
        Remember(buffer[..length]);
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Remember(buffer.Span[..length]);
        return length;
    }

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("This stream only goes forward.");

    public override void SetLength(long value) => throw new NotSupportedException("This stream is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is only read.");

    private void Remember(ReadOnlySpan<byte> data)
    {
        const int FlagsOffset = 1;
        const int DictionaryFlag = 0x20;
        if (Count <= FlagsOffset && FlagsOffset < Count + data.Length)
            WantsDictionary = (data[(int)(FlagsOffset - Count)] & DictionaryFlag) != 0;
        Count += data.Length;
        foreach (var b in data.Length > 4 ? data[^4..] : data)
            Tail = (Tail << 8) | b;
    }
}
