namespace CernVM.Bootloader.Agent.Repository;

/// <summary>
/// Which snapshot an instance keeps: the first mount's root hash is written to the scratch disk and used from then on, so
/// that a machine does not change its OS version by itself. A forced tag overrides it.
/// </summary>
/// <param name="RootHash">Root catalog; null when none is pinned.</param>
/// <param name="Tag">The tag that it had; with <paramref name="RootHash"/> null, the forced tag.</param>
internal sealed record SnapshotPin(string? RootHash, string? Tag)
{
    private const string SnapshotFile = "aux/cvmfs_snapshot";
    private const string ForcedTagFile = "aux/cvmfs_force_tag";
    private const int LongestHash = 60;

    /// <summary>Nothing is pinned.</summary>
    public static SnapshotPin None { get; } = new(null, null);

    /// <summary>What the scratch disk says. A file that is damaged counts as absent.</summary>
    public static SnapshotPin Read(string scratch)
    {
        if (Lines(scratch, ForcedTagFile) is [{ Length: > 0 } forced, ..])
            return new SnapshotPin(null, forced);
        return Lines(scratch, SnapshotFile) is [var hash, .. var rest] && IsHash(hash)
            ? new SnapshotPin(hash, rest.Length > 0 && rest[0].Length > 0 ? rest[0] : null)
            : None;
    }

    /// <summary>Pins a root hash.</summary>
    public static void Write(string scratch, string rootHash, string? tag)
    {
        string file = Path.Combine(scratch, SnapshotFile);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".new", $"{rootHash}\n{tag}\n");
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Hexadecimal digits, with or without the name of an algorithm behind a dash.</summary>
    public static bool IsHash(string text) =>
        text.Length is >= 40 and <= LongestHash
        && text.TakeWhile(c => c != '-').All(char.IsAsciiHexDigitLower)
        && text.SkipWhile(c => c != '-').Skip(1).All(char.IsAsciiLetterOrDigit);

    private static string[] Lines(string scratch, string name)
    {
        string file = Path.Combine(scratch, name);
        return File.Exists(file) ? [.. File.ReadLines(file).Take(2).Select(line => line.Trim())] : [];
    }
}
