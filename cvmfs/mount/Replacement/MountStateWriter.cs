using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Manifests;

namespace CernVM.Cvmfs.Mount.Replacement;

/// <summary>
/// Writes a state as lines of words, the first word naming what the line is about. <c>-</c> stands for nothing; text and paths are in base64,
/// since they may hold any byte. docs/decisions/0025 tells what may change between versions.
/// </summary>
internal static class MountStateWriter
{
    /// <summary>The first line: what it is, and the version of the format.</summary>
    public const string Head = "cvmfs-mount-state 1";

    /// <summary>Nothing.</summary>
    public const string None = "-";

    public static byte[] Write(MountState state)
    {
        var text = new StringBuilder(Head).Append('\n');
        Line(text, "program", Base64(state.Version));
        Line(text, "session", state.Session.MinorVersion, (ulong)state.Session.Features);
        Write(text, state.Client);
        Line(text, "handles", state.Open.LastHandle);
        foreach (var file in state.Open.Files)
            Line(text, "file", file.Handle, file.Inode, file.HasDescriptor ? 1 : 0);
        foreach (var backing in state.Open.Backings)
            Line(text, "backing", backing.Inode, backing.Backing, backing.Count);
        Line(text, "directories", state.OpenDirectories);
        Line(text, "mounted", state.MountedAt.UtcTicks);
        if (state.Debug is { } debug)
            Line(text, "debug", debug ? 1 : 0);
        foreach (var served in state.History)
            Line(text, "served", served.Since.UtcTicks, Base64(served.Version));
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, ClientState client)
    {
        var revision = client.Revision;
        Line(
            text, "revision", revision.RootCatalog, revision.Number.Number, Ticks(revision.PublishedAt), revision.Tag is { } tag ? Base64(tag) : None,
            revision.IsFixed ? 1 : 0);
        if (revision.Manifest is { } manifest)
            Line(text, "manifest", Convert.ToBase64String(ManifestWriter.WriteText(manifest)));
        Line(text, "check", Ticks(client.NextCheck), client.IsOnline ? 1 : 0);
        Line(text, "inodes", client.InodeLimit);
        foreach (var catalog in client.Catalogs)
        {
            Line(
                text, "catalog", catalog.InodeOffset, catalog.InodeCount, catalog.IsRetired ? 1 : 0, catalog.Size, catalog.Hash, Path(catalog.Mountpoint),
                catalog.Prefix is { } prefix ? Path(prefix) : None, catalog.References);
        }
    }

    // The root's path is empty, and an empty word would not be seen.
    private static string Path(RepositoryPath path) => "/" + Convert.ToBase64String(path.Utf8);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Ticks(DateTimeOffset? time) => time?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? None;

    private static void Line(StringBuilder text, string name, params ReadOnlySpan<object> words)
    {
        text.Append(name);
        foreach (var word in words)
            text.Append(CultureInfo.InvariantCulture, $" {word}");
        text.Append('\n');
    }
}
