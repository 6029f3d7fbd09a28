using System.Diagnostics;
using System.Globalization;

namespace CernVM.Benchmarks.Client.Processes;

/// <summary>What the kernel counts about a process that is not our child (proc(5)).</summary>
internal sealed class ProcessUsage(int pid)
{
    // USER_HZ, which no Linux on x86-64 or arm64 has different.
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The process.</summary>
    public int Pid => pid;

    /// <summary>User and system time in seconds since its start.</summary>
    public double CpuSeconds
    {
        get
        {
            // Fields 14 and 15; the second field, the name in parentheses, may hold blanks.
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
        }
    }

    /// <summary>Resident memory in MiB.</summary>
    public double ResidentMebibytes => Status("VmRSS:");

    /// <summary>Most resident memory so far, in MiB.</summary>
    public double PeakMebibytes => Status("VmHWM:");

    /// <summary>Waits until the process has gone, and sees to it in the end: a mount may live on in the name space of somebody else's process.</summary>
    public async Task EndsAsync()
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            for (var wait = Stopwatch.StartNew(); !process.HasExited && wait.Elapsed < Patience;)
                await Task.Delay(20);
            if (!process.HasExited)
                process.Kill();
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
    }

    private double Status(string key)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith(key, StringComparison.Ordinal));
        return Number(line[key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim()) / 1024;
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
