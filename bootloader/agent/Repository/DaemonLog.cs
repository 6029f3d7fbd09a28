namespace CernVM.Bootloader.Agent.Repository;

/// <summary>The end of what the daemon printed.</summary>
internal static class DaemonLog
{
    private const int Tail = 2048;
    private const int Lines = 4;

    /// <summary>The last lines in one; empty when there are none.</summary>
    public static string LastWords(string file)
    {
        if (!File.Exists(file))
            return "";
        using var log = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = Math.Max(0, log.Length - Tail);
        using var reader = new StreamReader(log);
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(" | ", lines.TakeLast(Lines));
    }
}
