using CernVM.Builder.Tooling.Processes;

namespace CernVM.Builder.Tooling.Debian;

/// <summary>The machine's own apt settings that concern how archives are reached: proxies, retries and how old an index may be.</summary>
public static class AptSettings
{
    private static readonly string[] s_kept = ["Acquire::http", "Acquire::https", "Acquire::ftp", "Acquire::Retries", "Acquire::Check-Valid-Until", "Acquire::Check-Date"];

    /// <summary>Lines in the form of apt.conf(5).</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellation)
    {
        var dump = await Tool.RequireAsync(new ToolCall("apt-config", ["dump"]), "reading apt's configuration", cancellation).ConfigureAwait(false);
        return Choose(dump.Output);
    }

    internal static IReadOnlyList<string> Choose(string dump) =>
        [.. dump.Split('\n').Where(line => s_kept.Any(name => line.StartsWith(name, StringComparison.Ordinal)) && !line.EndsWith(" \"\";", StringComparison.Ordinal))];
}
