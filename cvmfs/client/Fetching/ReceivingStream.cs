using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>A response body on its way to the decompressor: counts, keeps the guard awake, and hashes what passes.</summary>
internal sealed class ReceivingStream(Stream source, ContentHasher? hasher, TransferGuard guard, ClientCounters counters) : Stream
{
    /// <summary>Set when reading the source failed, as opposed to writing the destination.</summary>
    public Exception? ReadFailure { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int length;
        try
        {
            length = await source.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            ReadFailure = failure;
            throw;
        }

        if (length > 0)
        {
            guard.Received(length);
            counters.CountReceived(length);
            hasher?.Append(buffer.Span[..length]);
        }

        return length;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
