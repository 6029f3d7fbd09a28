using System.Globalization;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Processes;

/// <summary>The processors that this process may run on (sched_setaffinity(2)).</summary>
public static class ProcessorAffinity
{
    private const int Words = 16;
    private const string Threads = "/proc/self/task";

    /// <summary>Binds all threads of the process, and so those that they will start. Processors that the machine does not have are left out by the kernel.</summary>
    /// <param name="processors">Numbers below 1024. EINVAL when the machine has none of them.</param>
    public static unsafe LinuxResult Set(IEnumerable<int> processors)
    {
        var mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        foreach (var processor in processors)
        {
            if ((uint)processor < Words * 64)
                mask[processor / 64] |= 1UL << (processor % 64);
        }
        foreach (var thread in Directory.Exists(Threads) ? Directory.GetDirectories(Threads) : [])
        {
            var result = Gate.Check(Libc.sched_setaffinity(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), Words * sizeof(ulong), mask));

            // A thread may have ended since.
            if (!result.IsOk && result.Error != Errno.ESRCH)
                return result;
        }
        return LinuxResult.Success;
    }
}
