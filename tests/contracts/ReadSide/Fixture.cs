using System.Globalization;

namespace CernVM.Contracts.Tests.ReadSide;

/// <summary>The repository that the original's tools made, and the list of its entries (../shared/interop/basic-sha1).</summary>
internal static class Fixture
{
    public const string Fqrn = "basic.example.org";

    private static readonly string Folder = Path.Combine(SolutionFolder(), "..", "shared", "interop", "basic-sha1");

    private static readonly Lazy<IReadOnlyList<FixtureEntry>> All = new(Read);

    public static string Storage => Path.GetFullPath(Path.Combine(Folder, "repo"));

    public static string PublicKey => Path.GetFullPath(Path.Combine(Folder, Fqrn + ".pub"));

    public static IReadOnlyList<FixtureEntry> Entries => All.Value;

    public static string BinFolder => Environment.GetEnvironmentVariable("CERNVM_BIN") ?? Path.Combine(SolutionFolder(), "artifacts", "bin");

    public static void Require() => Assert.SkipUnless(Directory.Exists(Storage), $"the repository '{Storage}' is not here");

    // Columns: path type mode uid gid size mtime mtime_ns symlink nlink hardlink_group rdev xattrs sha256.
    private static IReadOnlyList<FixtureEntry> Read() =>
    [
        .. File.ReadLines(Path.Combine(Folder, "expected.tsv")).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).Select(columns => new FixtureEntry(
            columns[0], columns[1][0], Convert.ToUInt32(columns[2], 8), Number(columns[5]), Number(columns[6]), Text(columns[8]),
            uint.Parse(columns[9], CultureInfo.InvariantCulture), Text(columns[10]), columns[13])),
    ];

    private static long? Number(string column) => long.TryParse(column, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(string column) => column == "-" ? null : column;

    private static string SolutionFolder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "CernVM.sln")))
                return folder;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds CernVM.sln.");
    }
}

/// <summary>A line of the list.</summary>
internal sealed record FixtureEntry(
    string Path, char Kind, uint Permissions, long? Size, long? ModificationTime, string? LinkTarget, uint LinkCount, string? HardLinkGroup, string Sha256)
{
    /// <summary>False for names that the list shows escaped, and for links whose target depends on the reader's environment.</summary>
    public bool IsPlainName => Path.All(character => char.IsAsciiLetterOrDigit(character) || "/._-".Contains(character, StringComparison.Ordinal))
        && LinkTarget?.IndexOfAny(['\\', '$']) is null or -1;
}
