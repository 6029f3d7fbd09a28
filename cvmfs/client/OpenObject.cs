using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client;

/// <summary>
/// An open regular file: the verified, decompressed bytes in the cache, either one file or chunks that are fetched when they are read. Its content never
/// changes, whatever happens to the revision or the cache meanwhile. Reads may run in parallel.
/// </summary>
public sealed class OpenObject : IDisposable
{
    /// <summary>Bytes of the file.</summary>
    public long Length => throw new NotSupportedException();

    /// <summary>The whole file in the cache, for passthrough and direct reads; null for a chunked file. Belongs to this object.</summary>
    public SafeFileHandle? WholeFile => throw new NotSupportedException();

    /// <summary>Reads from local data alone; false when something must be fetched first, then use <see cref="ReadAsync"/>.</summary>
    /// <param name="read">Bytes read; fewer than asked only at the end of the file.</param>
    public bool TryRead(long offset, Span<byte> buffer, out int read) => throw new NotSupportedException();

    /// <summary>Reads, fetching what is missing. Fewer bytes than asked only at the end of the file.</summary>
    public ValueTask<ClientResult<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException();
}
