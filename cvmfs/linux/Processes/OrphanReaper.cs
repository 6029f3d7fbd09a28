using System.Globalization;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Processes;

/// <summary>
/// Reaps orphans that were given to PID 1 (or to a subreaper), beside System.Diagnostics.Process, which reaps its own children as soon as
/// SIGCHLD comes and needs their exit codes. Nobody but the parent can tell which are which, so a zombie is taken only when it was there already
/// at an earlier look, one grace period ago: .NET would have taken it long before. Call <see cref="Reap"/> every few seconds.
/// </summary>
public sealed class OrphanReaper(TimeProvider clock, TimeSpan grace)
{
    private readonly Dictionary<int, DateTimeOffset> seen = [];

    /// <summary>Takes the orphans whose time has come.</summary>
    public IReadOnlyList<ExitedChild> Reap()
    {
        if (!HasZombie())
        {
            seen.Clear();
            return [];
        }

        var now = clock.GetUtcNow();
        var zombies = Zombies().ToHashSet();
        foreach (var gone in seen.Keys.Where(id => !zombies.Contains(id)).ToArray())
            seen.Remove(gone);
        var reaped = new List<ExitedChild>();
        foreach (var id in zombies)
        {
            if (seen.TryAdd(id, now) || now - seen[id] < grace)
                continue;
            seen.Remove(id);
            if (Libc.waitpid(id, out var status, ProcessConstants.WNOHANG) == id)
                reaped.Add(new ExitedChild(id, ExitCodeOf(status)));
        }

        return reaped;
    }

    /// <summary>Turns a wait status into an exit code as a shell counts (wait(2)).</summary>
    internal static int ExitCodeOf(int status)
    {
        var signal = status & 0x7f;
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal;
    }

    private static bool HasZombie() =>
        Libc.waitid(ProcessConstants.P_ALL, 0, out var info, ProcessConstants.WEXITED | ProcessConstants.WNOHANG | ProcessConstants.WNOWAIT) == 0
        && info.si_pid != 0;

    private static IEnumerable<int> Zombies()
    {
        var own = Libc.getpid();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && IsZombieOf(own, id))
                yield return id;
        }
    }

    // proc(5): "pid (name) state ppid …"; the name may hold anything, so fields count from its last parenthesis.
    private static bool IsZombieOf(int parent, int id)
    {
        string stat;
        try
        {
            stat = File.ReadAllText($"/proc/{id}/stat");
        }
        catch (IOException)
        {
            return false; // It ended between the listing and the look.
        }

        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1 && fields[0] == "Z" && fields[1] == parent.ToString(CultureInfo.InvariantCulture);
    }
}
