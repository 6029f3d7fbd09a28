namespace CernVM.Cvmfs.Formats.Compression;

/// <summary>Checksum at the end of a zlib stream (RFC 1950).</summary>
internal struct Adler32()
{
    private const uint Base = 65521;

    // Longest run for which the sums stay below 2^32 (zlib's NMAX).
    private const int MaxRun = 5552;

    private uint _low = 1;
    private uint _high;

    public readonly uint Value => (_high << 16) | _low;

    public void Append(ReadOnlySpan<byte> data)
    {
        var (low, high) = (_low, _high);
        while (!data.IsEmpty)
        {
            var run = data[..Math.Min(MaxRun, data.Length)];
            data = data[run.Length..];
            foreach (var b in run)
            {
                low += b;
                high += low;
            }

            low %= Base;
            high %= Base;
        }

        (_low, _high) = (low, high);
    }
}
