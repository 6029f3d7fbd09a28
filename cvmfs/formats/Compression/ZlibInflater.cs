using System.Buffers;
using System.IO.Compression;

namespace CernVM.Cvmfs.Formats.Compression;

/// <summary>
/// Unpacks one zlib stream that must end exactly where its input ends. Nothing is trusted: output is bounded, truncation,
/// damage and trailing bytes are errors. What has been written before an error was found must be thrown away.
/// </summary>
public static class ZlibInflater
{
    private const int BufferSize = 64 * 1024;

    // The kernel caches a file in pieces of the size in which it was written, and reads from large ones are faster by a third.
    private const int LargeBufferSize = 1024 * 1024;
    private const int ShortestStream = 8;

    /// <summary>Unpacks from stream to stream. Both stay open.</summary>
    /// <param name="source">Compressed bytes, read to their end.</param>
    /// <param name="destination">Takes the plain bytes.</param>
    /// <param name="limit">Most plain bytes to write.</param>
    /// <param name="cancellationToken">Stops the copy.</param>
    /// <returns>Number of plain bytes.</returns>
    public static async ValueTask<Parsed<long>> InflateAsync(
        Stream source, Stream destination, long limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        var input = new TailStream(source);
        var check = new Adler32();
        var buffer = ArrayPool<byte>.Shared.Rent(limit < LargeBufferSize ? BufferSize : LargeBufferSize);
        try
        {
            long total = 0;
            await using (var zlib = new ZLibStream(input, CompressionMode.Decompress, leaveOpen: true))
            {
                int length;
                while ((length = await zlib.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    total += length;
                    if (total > limit)
                        return ZlibErrors.TooLong(limit);
                    check.Append(buffer.AsSpan(0, length));

                    // A file is written into the kernel's cache: handing that to another thread costs more than the write.
                    destination.Write(buffer.AsSpan(0, length));
                }
            }

            var endsHere = await input.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) == 0;
            return Judge(input, check.Value, endsHere, total);
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException && input.WantsDictionary))
        {
            return ZlibErrors.Damaged(input.Count, e.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>As <see cref="InflateAsync"/>, on the calling thread.</summary>
    public static Parsed<long> Inflate(Stream source, Stream destination, long limit)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        var input = new TailStream(source);
        var check = new Adler32();
        var buffer = ArrayPool<byte>.Shared.Rent(limit < LargeBufferSize ? BufferSize : LargeBufferSize);
        try
        {
            long total = 0;
            using (var zlib = new ZLibStream(input, CompressionMode.Decompress, leaveOpen: true))
            {
                int length;
                while ((length = zlib.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0)
                {
                    total += length;
                    if (total > limit)
                        return ZlibErrors.TooLong(limit);
                    check.Append(buffer.AsSpan(0, length));
                    destination.Write(buffer.AsSpan(0, length));
                }
            }

            return Judge(input, check.Value, input.Read(buffer) == 0, total);
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException && input.WantsDictionary))
        {
            return ZlibErrors.Damaged(input.Count, e.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Unpacks bytes in memory.</summary>
    public static Parsed<byte[]> Inflate(ReadOnlyMemory<byte> source, int limit)
    {
        using var input = new MemoryStream(source.ToArray(), writable: false);
        using var output = new MemoryStream();
        return Inflate(input, output, limit).TryGet(out _, out var error) ? output.ToArray() : error;
    }

    // The unpacker reads ahead, so bytes behind the stream's end may be in its buffer. The stream ends with its checksum: when the
    // last four bytes of the input are something else, there was more.
    private static Parsed<long> Judge(TailStream input, uint checksum, bool endsHere, long total)
    {
        if (input.Count < ShortestStream)
            return ZlibErrors.Truncated(input.Count);
        return endsHere && input.Tail == checksum ? total : ZlibErrors.Trailing(input.Count);
    }
}
