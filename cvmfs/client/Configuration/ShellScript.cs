using System.Text;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>The script by which a shell evaluates a configuration file and tells the variables afterwards, and the reading of its answer.</summary>
internal static class ShellScript
{
    // A command line argument may have 128 KiB (MAX_ARG_STRLEN of linux/binfmts.h).
    private const int MaxNames = 96 << 10;

    /// <summary>
    /// The script for <c>sh -c SCRIPT sh FILE FOLDER</c>. On standard output it prints <c>NAME=value</c> and a zero byte for each variable that is
    /// set, and last <c>=CODE=DONE</c>, where DONE is 1 when the file was read to its end. What the file's own commands print is thrown away.
    /// </summary>
    /// <returns>The text, or null when there are too many names.</returns>
    public static string? Text(IEnumerable<string> names)
    {
        var list = string.Join(' ', names);
        return list.Length > MaxNames ? null : $$"""
            exec 3>&1 >/dev/null </dev/null
            __cvmfs_end() {
              __cvmfs_code=$?
              for __cvmfs_name in {{list}}; do
                eval "if [ \"\${$__cvmfs_name+x}\" ]; then printf '%s=%s\\0' \"\$__cvmfs_name\" \"\$$__cvmfs_name\" >&3; fi"
              done
              printf '%s' "=$__cvmfs_code=${__cvmfs_done:-}" >&3
            }
            trap __cvmfs_end EXIT
            __cvmfs_file=$1
            cd "$2" 2>/dev/null || cd /
            shift 2
            . "$__cvmfs_file"
            __cvmfs_done=1
            trap - EXIT
            __cvmfs_end
            """;
    }

    /// <summary>The variables that a text may assign, each with the last line that does.</summary>
    public static Dictionary<string, int> Assigned(string text)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.TrimStart() is not ['#', ..])
                FindAssigned(line, number, found);
        }
        return found;
    }

    /// <summary>Reads the answer. The code is null when the shell died before it could say.</summary>
    public static (Dictionary<string, string> Values, int? Code, bool IsDone) Answer(byte[] output)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var records = Encoding.UTF8.GetString(output).Split('\0');
        foreach (var record in records[..^1])
        {
            if (record.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                values[record[..equals]] = record[(equals + 1)..].ReplaceLineEndings(" ").TrimEnd();
        }
        var end = records[^1].Split('=');
        return end.Length == 3 && int.TryParse(end[1], out var code) ? (values, code, end[2] == "1") : (values, null, false);
    }

    private static void FindAssigned(ReadOnlySpan<char> line, int number, Dictionary<string, int> found)
    {
        for (var at = 0; at < line.Length; at++)
        {
            var length = ConfigurationParser.NameLength(line[at..]);
            if (length == 0)
                continue;
            var isNext = at + length < line.Length && (line[at + length] == '=' || line[(at + length)..].StartsWith("+="));
            if (isNext && (at == 0 || !(char.IsAsciiLetterOrDigit(line[at - 1]) || line[at - 1] is '$' or '{' or '-' or '/' or '?' or '&' or '_')))
                found[line.Slice(at, length).ToString()] = number;
            at += length - 1;
        }
    }
}
