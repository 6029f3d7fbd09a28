using CernVM.Cvmfs.Client.Prefetching;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>The part of <see cref="SettingsBinder"/> for what is fetched ahead of need. Sizes are written in MiB.</summary>
internal static class PrefetchBinder
{
    private const int MostMiB = 1 << 20;

    /// <summary>Checks and types the parameters.</summary>
    public static PrefetchSettings Bind(ParameterReader read) => new()
    {
        IsEnabled = read.Flag("CVMFS_PREFETCH", true),
        Budget = read.Number("CVMFS_PREFETCH_BUDGET", 128, most: MostMiB) << 20,
        Neighbours = read.Flag("CVMFS_PREFETCH_NEIGHBOURS", true),
        Bundles = read.Flag("CVMFS_PREFETCH_FILEBUNDLES", true),
        Parallel = (int)read.Number("CVMFS_PREFETCH_CONNECTIONS", 24, least: 1, most: 256),
        FarAway = TimeSpan.FromMilliseconds(read.Number("CVMFS_PREFETCH_LATENCY", 8)),
        ReadAhead = read.Number("CVMFS_PREFETCH_READAHEAD", 64, most: MostMiB) << 20,
        ProfileBudget = read.Number("CVMFS_PROFILE_BUDGET", 2048, most: MostMiB) << 20,
        Record = read.Text("CVMFS_PROFILE_RECORD"),
    };
}
