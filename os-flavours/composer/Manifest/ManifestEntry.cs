namespace CernVM.Flavours.Composer.Manifest;

/// <summary>One path of a tree.</summary>
/// <param name="Path">Path within the tree; empty for the tree itself. Tabulators, line ends and backslashes are escaped.</param>
/// <param name="Type">Letter of find(1): f, d, l, c, b, p, s.</param>
/// <param name="Mode">Permission bits, octal.</param>
/// <param name="Owner">Numbers of user and group, <c>0:0</c>.</param>
/// <param name="Time">Modification time, seconds since 1970 with fraction.</param>
/// <param name="Content">SHA-256 of a file, target of a link, else <c>-</c>.</param>
/// <param name="Capabilities">File capabilities as getcap(8) shows them, else <c>-</c>.</param>
public sealed record ManifestEntry(string Path, string Type, string Mode, string Owner, string Time, string Content, string Capabilities)
{
    /// <summary>The line of the manifest.</summary>
    public override string ToString() => string.Join('\t', Path, Type, Mode, Owner, Time, Content, Capabilities);
}
