namespace CernVM.Builder.Tooling.Staging;

/// <summary>What is mounted on this machine (proc(5), mountinfo: field 5 is the mount point, with octal escapes).</summary>
public static class MountTable
{
    /// <summary>Mount points below a folder, the deepest first.</summary>
    public static IReadOnlyList<string> Below(string folder, string mountInfo)
    {
        var prefix = Path.TrimEndingDirectorySeparator(folder) + "/";
        return [.. mountInfo.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > 4)
            .Select(fields => Unescape(fields[4]))
            .Where(point => point.StartsWith(prefix, StringComparison.Ordinal))
            .OrderByDescending(point => point.Length)];
    }

    private static string Unescape(string field) =>
        field.Replace("\\040", " ").Replace("\\011", "\t").Replace("\\012", "\n").Replace("\\134", "\\");
}
