using System.Buffers.Binary;
using System.Text;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Fetching.Routing;

/// <summary>
/// Consistent hashing of objects over proxies with the same points as the original, so that both kinds of clients at a site ask the same proxy for the
/// same object. Losing a proxy moves only the objects that it served.
/// </summary>
internal sealed class ShardRing
{
    private const int PointsPerProxy = 16;
    private const uint End = uint.MaxValue;

    // Knuth's MMIX generator.
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;

    private readonly SortedList<uint, int> _points = [];

    /// <summary>A ring over proxies, named by the URLs that requests use.</summary>
    public ShardRing(IReadOnlyList<string> proxies)
    {
        for (var i = 0; i < proxies.Count; i++)
        {
            ulong state = Partial(ContentHash.Compute(ContentHashAlgorithm.Sha1, Encoding.UTF8.GetBytes(proxies[i])));
            for (var point = 0; point < PointsPerProxy; point++)
            {
                state = unchecked((Multiplier * state) + Increment);
                var scaled = state * (double)End / 18446744073709551616.0;
                _points.TryAdd((uint)((ulong)scaled % End), i);
            }
        }

        _points.TryAdd(End, _points.Values[0]);
    }

    /// <summary>Index of the proxy that serves an object; files without hash all go to the first point.</summary>
    public int Find(ContentHash? content)
    {
        var key = content is { } hash ? Partial(hash) : 0;
        int low = 0, high = _points.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_points.Keys[middle] < key)
                low = middle + 1;
            else
                high = middle;
        }

        return _points.Values[low];
    }

    private static uint Partial(ContentHash hash)
    {
        Span<byte> digest = stackalloc byte[64];
        hash.CopyDigestTo(digest[..hash.DigestSize]);
        return BinaryPrimitives.ReadUInt32BigEndian(digest);
    }
}
