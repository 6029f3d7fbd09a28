using System.Globalization;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary>A process of this machine, read from <c>/proc</c> (proc(5)).</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Name that ps shows, at most 15 bytes.</param>
/// <param name="IsProtected">Whether its first argument starts with <c>@</c>: the client of a root file system, which nobody may end.</param>
internal sealed record RunningProcess(int Id, string Name, bool IsProtected)
{
    private const string Root = "/proc";

    /// <summary>All processes that this one sees; zombies are none.</summary>
    public static IEnumerable<RunningProcess> All()
    {
        foreach (var folder in Directory.EnumerateDirectories(Root))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(id) is { } process)
                yield return process;
        }
    }

    /// <summary>Whether the process uses a file below a mount point or its device: working directory, root, program, mapped or open files.</summary>
    public bool Uses(string mountPoint, string device)
    {
        foreach (var link in new[] { "cwd", "root", "exe" })
        {
            if (IsBelow(LinkOf($"{Root}/{Id}/{link}"), mountPoint))
                return true;
        }
        try
        {
            return Directory.EnumerateFileSystemEntries($"{Root}/{Id}/fd").Any(file => IsBelow(LinkOf(file), mountPoint))
                || File.ReadLines($"{Root}/{Id}/maps").Any(line => line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var mapped, ..] && mapped == device);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // Ended meanwhile, or somebody else's.
        }
    }

    /// <summary>A process by its number, or null.</summary>
    public static RunningProcess? Read(int id)
    {
        try
        {
            // "pid (name) state …"; the name may have blanks and brackets.
            var status = File.ReadAllText($"{Root}/{id}/stat");
            var (open, close) = (status.IndexOf('(', StringComparison.Ordinal), status.LastIndexOf(')'));
            if (open < 0 || close < open || status[(close + 2)..].StartsWith('Z'))
                return null;
            return new RunningProcess(id, status[(open + 1)..close], File.ReadAllText($"{Root}/{id}/cmdline").StartsWith('@'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsBelow(string? path, string folder) => path is not null && (path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal));
}
