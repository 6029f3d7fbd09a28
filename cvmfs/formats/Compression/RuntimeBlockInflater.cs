namespace CernVM.Cvmfs.Formats.Compression;

/// <summary>The runtime's own unpacker, for programs that link no faster one.</summary>
public sealed class RuntimeBlockInflater : IBlockInflater
{
    /// <inheritdoc/>
    public Parsed<int> Inflate(ReadOnlySpan<byte> stored, Span<byte> plain)
    {
        var unpacked = ZlibInflater.Inflate(stored.ToArray(), plain.Length);
        if (!unpacked.TryGet(out var bytes, out var error))
            return error;
        bytes.CopyTo(plain);
        return bytes.Length;
    }
}
