using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Mount.Verification;

/// <summary>A stream of which only the hash is kept.</summary>
internal sealed class HashingStream(ContentHashAlgorithm algorithm) : Stream
{
    private readonly ContentHasher _hasher = new(algorithm);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The hash of everything written.</summary>
    public ContentHash Finish() => _hasher.Finish();

    public override void Write(ReadOnlySpan<byte> buffer) => _hasher.Append(buffer);

    public override void Write(byte[] buffer, int offset, int count) => _hasher.Append(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _hasher.Dispose();
        base.Dispose(disposing);
    }
}
