namespace CernVM.Cvmfs.Mount.Metrics;

/// <summary>One figure of a mount.</summary>
/// <param name="Name">As upstream CernVM-FS calls it, where it has it: <c>cvmfs.n_fs_open</c>.</param>
/// <param name="Value">The figure.</param>
/// <param name="IsCounter">Whether it only grows as long as the mount lives.</param>
/// <param name="Meaning">What it counts, with its unit.</param>
public readonly record struct MountMetric(string Name, long Value, bool IsCounter, string Meaning);
