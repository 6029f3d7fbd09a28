using System.Security.Cryptography;
using CernVM.Builder.Tooling.Processes;

namespace CernVM.Flavours.Composer.Manifest;

/// <summary>Everything about a tree that can be compared, sorted by path.</summary>
public static class TreeManifest
{
    private const int FieldsPerEntry = 7;

    /// <summary>Scans a tree; nothing is followed.</summary>
    public static async Task<IReadOnlyList<ManifestEntry>> ScanAsync(string root, CancellationToken cancellation)
    {
        var listing = Path.GetTempFileName();
        try
        {
            await Tool.RequireAsync(
                new ToolCall("find", [root, "-printf", @"%P\0%y\0%m\0%U:%G\0%T@\0%l\0%p\0"]) { OutputFile = listing },
                $"listing {root}",
                cancellation).ConfigureAwait(false);
            var capabilities = await CapabilitiesAsync(root, cancellation).ConfigureAwait(false);
            var fields = (await File.ReadAllTextAsync(listing, cancellation).ConfigureAwait(false)).Split('\0');
            var entries = new List<ManifestEntry>(fields.Length / FieldsPerEntry);
            for (var i = 0; i + FieldsPerEntry < fields.Length; i += FieldsPerEntry)
                entries.Add(await EntryAsync(fields.AsMemory(i, FieldsPerEntry), capabilities, cancellation).ConfigureAwait(false));
            return [.. entries.OrderBy(entry => entry.Path, StringComparer.Ordinal)];
        }
        finally
        {
            File.Delete(listing);
        }
    }

    /// <summary>One line for each path that differs, naming what differs.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<ManifestEntry> left, IReadOnlyList<ManifestEntry> right)
    {
        var others = right.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        var lines = new List<string>();
        foreach (var entry in left)
        {
            if (!others.Remove(entry.Path, out var other))
                lines.Add($"only in the first: /{entry.Path}");
            else if (entry != other)
                lines.Add($"differs: /{entry.Path} ({string.Join(", ", Changes(entry, other))})");
        }

        lines.AddRange(others.Keys.Order(StringComparer.Ordinal).Select(path => $"only in the second: /{path}"));
        return lines;
    }

    private static IEnumerable<string> Changes(ManifestEntry left, ManifestEntry right)
    {
        if (left.Type != right.Type)
            yield return $"type {left.Type} and {right.Type}";
        if (left.Mode != right.Mode)
            yield return $"mode {left.Mode} and {right.Mode}";
        if (left.Owner != right.Owner)
            yield return $"owner {left.Owner} and {right.Owner}";
        if (left.Time != right.Time)
            yield return $"time {left.Time} and {right.Time}";
        if (left.Content != right.Content)
            yield return "content";
        if (left.Capabilities != right.Capabilities)
            yield return $"capabilities {left.Capabilities} and {right.Capabilities}";
    }

    private static async Task<ManifestEntry> EntryAsync(ReadOnlyMemory<string> fields, Dictionary<string, string> capabilities, CancellationToken cancellation)
    {
        var (type, link, path) = (fields.Span[1], fields.Span[5], fields.Span[6]);
        var content = type switch
        {
            "f" => await DigestAsync(path, cancellation).ConfigureAwait(false),
            "l" => Escape(link),
            _ => "-",
        };
        return new ManifestEntry(Escape(fields.Span[0]), type, fields.Span[2], fields.Span[3], fields.Span[4], content, capabilities.GetValueOrDefault(path, "-"));
    }

    private static async Task<string> DigestAsync(string path, CancellationToken cancellation)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
    }

    private static async Task<Dictionary<string, string>> CapabilitiesAsync(string root, CancellationToken cancellation)
    {
        var result = await Tool.RequireAsync(new ToolCall("getcap", ["-r", root]), $"reading file capabilities below {root}", cancellation).ConfigureAwait(false);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (Line: line, Cut: line.LastIndexOf(' ')))
            .Where(item => item.Cut > 0)
            .ToDictionary(item => item.Line[..item.Cut], item => item.Line[(item.Cut + 1)..], StringComparer.Ordinal);
    }

    private static string Escape(string text) => text.Replace("\\", @"\\").Replace("\t", @"\t").Replace("\n", @"\n");
}
