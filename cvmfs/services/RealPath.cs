using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Services;

/// <summary>Where a path or an open file really is, after all symbolic links.</summary>
internal static class RealPath
{
    // The kernel's own bound on links followed in one lookup (MAXSYMLINKS, path_resolution(7)).
    private const int MostLinks = 40;

    /// <summary>The place of an open file as the kernel names it: what was opened, whatever the names point to by now.</summary>
    public static string Of(SafeFileHandle handle)
    {
        var link = new FileInfo($"/proc/self/fd/{handle.DangerousGetHandle()}").LinkTarget;
        return link ?? throw new IOException("An open file has no name in /proc/self/fd; is /proc mounted?");
    }

    /// <summary>An absolute path with every component's link resolved; components that do not exist stay as they are.</summary>
    /// <exception cref="IOException">More links than the kernel would follow.</exception>
    public static string Of(string absolutePath)
    {
        var real = "";
        var rest = new Stack<string>(Components(absolutePath).Reverse());
        var links = 0;
        while (rest.TryPop(out var name))
        {
            if (name == "..")
            {
                real = real[..Math.Max(real.LastIndexOf('/'), 0)];
                continue;
            }
            var target = new FileInfo($"{real}/{name}").LinkTarget;
            if (target is null)
            {
                real = $"{real}/{name}";
                continue;
            }
            if (++links > MostLinks)
                throw new IOException($"'{absolutePath}' leads through more than {MostLinks} symbolic links.");
            if (target.StartsWith('/'))
                real = "";
            foreach (var part in Components(target).Reverse())
                rest.Push(part);
        }
        return real.Length == 0 ? "/" : real;
    }

    private static IEnumerable<string> Components(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".");
}
