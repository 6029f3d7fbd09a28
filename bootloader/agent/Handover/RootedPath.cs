namespace CernVM.Bootloader.Agent.Handover;

/// <summary>Follows symbolic links as they will mean after the root is switched: absolute ones begin at the new root.</summary>
internal static class RootedPath
{
    /// <summary>As many as the kernel follows (path_resolution(7)).</summary>
    private const int MaximumLinks = 40;

    /// <summary>The real place of a path below <paramref name="root"/>; null when it does not exist or its links go round.</summary>
    public static string? Resolve(string root, string path)
    {
        var open = new Stack<string>(Parts(path).Reverse());
        var done = new List<string>();
        for (int links = 0; open.TryPop(out string? part);)
        {
            if (part == "..")
            {
                if (done.Count > 0)
                    done.RemoveAt(done.Count - 1);
                continue;
            }

            string place = Path.Combine([root, .. done, part]);
            if (new FileInfo(place).LinkTarget is not { } target)
            {
                done.Add(part);
                continue;
            }

            if (++links > MaximumLinks)
                return null;
            if (target.StartsWith('/'))
                done.Clear();
            foreach (string next in Parts(target).Reverse())
                open.Push(next);
        }

        string real = Path.Combine([root, .. done]);
        return Path.Exists(real) ? real : null;
    }

    private static IEnumerable<string> Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");
}
