using System.Globalization;
using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Processes;

/// <summary>Resident pages of this process's own program code.</summary>
public static class CodePages
{
    private const string Mappings = "/proc/self/maps";

    /// <summary>
    /// Takes the pages of code out of this process, which reads them again from the page cache where it needs them: those that only a start needs stay out.
    /// Only mappings that nobody can have written to are touched. Without /proc nothing happens.
    /// </summary>
    public static void Release()
    {
        if (!File.Exists(Mappings))
            return;
        foreach (var line in File.ReadLines(Mappings))
        {
            if (!TryParse(line, out var start, out var length))
                continue;

            // Refused is as good as done: the pages stay.
            _ = Libc.madvise((nint)start, (nuint)length, MemoryConstants.MADV_DONTNEED);
        }
    }

    /// <summary>Reads a line of proc_pid_maps(5): <c>start-end r-xp offset device inode /file</c>; false for anything but a file's code.</summary>
    internal static bool TryParse(ReadOnlySpan<char> line, out ulong start, out ulong length)
    {
        start = length = 0;
        var dash = line.IndexOf('-');
        var blank = line.IndexOf(' ');
        if (dash < 0 || blank < dash || !line[(blank + 1)..].StartsWith("r-xp ", StringComparison.Ordinal) || !line.Contains('/'))
            return false;
        if (!ulong.TryParse(line[..dash], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out start)
            || !ulong.TryParse(line[(dash + 1)..blank], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var end) || end <= start)
            return false;
        length = end - start;
        return true;
    }
}
