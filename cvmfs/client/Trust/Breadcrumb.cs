using System.Globalization;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;

namespace CernVM.Cvmfs.Client.Trust;

/// <summary>The last revision that was shown, in <c>cvmfschecksum.&lt;fqrn&gt;</c>: <c>&lt;root hash&gt;T&lt;time&gt;R&lt;revision&gt;</c> (formats §3).</summary>
internal sealed record Breadcrumb(ContentHash RootCatalog, DateTimeOffset PublishedAt, Revision Revision)
{
    private const int MaxLength = 164;

    /// <summary>Reads it; null when there is none, or when what is there cannot be read.</summary>
    public static Breadcrumb? Load(CacheSettings cache, RepositoryName repository)
    {
        try
        {
            var file = PathOf(cache, repository);
            if (!File.Exists(file) || new FileInfo(file).Length > MaxLength)
                return null;
            return Parse(File.ReadAllText(file).Trim());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the text; old files have no revision, which then is 0.</summary>
    public static Breadcrumb? Parse(string text)
    {
        var time = text.IndexOf('T', StringComparison.Ordinal);
        if (time < 0 || !ContentHash.TryParse(text.AsSpan(0, time), out var root))
            return null;
        var rest = text[(time + 1)..].Split('R', 2);
        if (!long.TryParse(rest[0], NumberStyles.None, null, out var seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return null;
        var revision = 0UL;
        return rest.Length == 2 && !ulong.TryParse(rest[1], NumberStyles.None, null, out revision)
            ? null
            : new Breadcrumb(root, DateTimeOffset.FromUnixTimeSeconds(seconds), new Revision(revision));
    }

    /// <summary>Whether the manifest would take the repository back. Crumbs of old clients know no revision; then the time decides, as with the original.</summary>
    public bool IsNewerThan(Manifest manifest) =>
        Revision.Number == 0 ? PublishedAt > manifest.PublishedAt : Revision > manifest.Revision;

    /// <summary>Writes it in one step; a cache that cannot be written keeps the old one.</summary>
    public void Store(CacheSettings cache, RepositoryName repository)
    {
        var file = PathOf(cache, repository);
        var temporary = $"{file}.{Environment.ProcessId}";
        try
        {
            File.WriteAllText(temporary, ToString());
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{RootCatalog}T{PublishedAt.ToUnixTimeSeconds()}R{Revision}";

    private static string PathOf(CacheSettings cache, RepositoryName repository) => Path.Combine(cache.Directory, "cvmfschecksum." + repository);
}
