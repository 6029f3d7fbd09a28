using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Mount.Tracing;

namespace CernVM.Cvmfs.Mount.Tree;

internal sealed partial class CvmfsFileSystem
{
    private readonly Lock _statisticsGate = new();
    private FileSystemStatistics? _statistics;
    private long _statisticsRead;

    /// <summary>The file system's size is the cache's limit and its free space what the cache may still take: monitoring of caches reads df.</summary>
    protected override Errno GetStatistics(in FuseRequest request, ref FileSystemStatistics statistics)
    {
        _trace?.Note(TraceEvent.Statistics, _client.Root.Path, "statfs()");
        lock (_statisticsGate)
        {
            if (_statistics is null || _magic.Clock.GetElapsedTime(_statisticsRead) >= _client.Settings.Presentation.StatfsCacheTimeout)
            {
                _statistics = ReadStatistics();
                _statisticsRead = _magic.Clock.GetTimestamp();
            }
            statistics = _statistics.Value;
            return Errno.None;
        }
    }

    private FileSystemStatistics ReadStatistics()
    {
        const uint BlockSize = 512;
        var cache = _client.CacheStatus;
        var limit = cache.Limit ?? 0;
        var free = (ulong)Math.Max(0, limit - cache.Used) / BlockSize;
        return new FileSystemStatistics
        {
            BlockSize = BlockSize,
            NameMaximum = 255,
            Files = _client.InodeLimit,
            Blocks = (ulong)limit / BlockSize,
            FreeBlocks = free,
            AvailableBlocks = free,
        };
    }
}
