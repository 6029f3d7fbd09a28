using System.Globalization;

namespace CernVM.Soak.Clients;

/// <summary>Memory and descriptors of a client over time.</summary>
internal sealed class ProcessWatch(int pid)
{
    private const double AllowedGrowth = 1.25;
    private const long AllowedKibibytes = 24 * 1024;
    private const int AllowedDescriptors = 64;

    private readonly List<(long Kibibytes, int Descriptors)> _samples = [];

    /// <summary>Whether the process runs.</summary>
    public bool IsAlive => Directory.Exists($"/proc/{pid}");

    /// <summary>Most memory so far in KiB.</summary>
    public long PeakKibibytes => _samples.Max(sample => sample.Kibibytes);

    /// <summary>Most descriptors so far.</summary>
    public int PeakDescriptors => _samples.Max(sample => sample.Descriptors);

    /// <summary>Looks at it.</summary>
    /// <exception cref="InvalidOperationException">It is gone.</exception>
    public void Sample()
    {
        try
        {
            var resident = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            var kibibytes = long.Parse(resident.AsSpan("VmRSS:".Length).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
            _samples.Add((kibibytes, Directory.GetFileSystemEntries($"/proc/{pid}/fd").Length));
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            throw new InvalidOperationException($"The client, process {pid}, is gone: {gone.Message}", gone);
        }
    }

    /// <summary>What grew between the second and the last quarter of the run; null when nothing did.</summary>
    public string? Leak()
    {
        var quarter = _samples.Count / 4;
        if (quarter == 0)
            return null;
        var (before, after) = (_samples.Skip(quarter).Take(quarter).ToArray(), _samples.TakeLast(quarter).ToArray());
        var (memoryBefore, memoryAfter) = (before.Max(sample => sample.Kibibytes), after.Max(sample => sample.Kibibytes));
        var (filesBefore, filesAfter) = (before.Max(sample => sample.Descriptors), after.Max(sample => sample.Descriptors));
        if (memoryAfter > Math.Max(memoryBefore * AllowedGrowth, memoryBefore + AllowedKibibytes))
            return $"process {pid} grew from {memoryBefore} to {memoryAfter} KiB";
        return filesAfter > filesBefore + AllowedDescriptors ? $"process {pid} went from {filesBefore} to {filesAfter} descriptors" : null;
    }
}
