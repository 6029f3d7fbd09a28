using System.Globalization;
using System.Text.RegularExpressions;
using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Processes;
using CernVM.Builder.Tooling.Staging;

namespace CernVM.Builder.Tooling.Debian;

/// <summary>
/// An apt of its own in a cache folder: its sources, lists and package files never mix with the machine's. Every index is
/// checked against the keyring, every package against the index; apt does both.
/// </summary>
public sealed partial class PrivateApt
{
    /// <summary>What the indices of a release and apt's own tables take; measured with trixie: 140 MB.</summary>
    private const long IndexBytes = 160_000_000;

    private readonly string _configuration;
    private readonly AptSuite _suite;

    private PrivateApt(string folder, AptSuite suite)
    {
        Folder = folder;
        _suite = suite;
        _configuration = Path.Combine(folder, "apt.conf");
    }

    /// <summary>Where everything of this apt lies.</summary>
    public string Folder { get; }

    /// <summary>The package files.</summary>
    public string Archives => Path.Combine(Folder, "archives");

    /// <summary>The package indices.</summary>
    public string Lists => Path.Combine(Folder, "lists");

    /// <summary>Its sources.list.</summary>
    public string SourcesList => Path.Combine(Folder, "etc/apt/sources.list");

    /// <summary>Lays the folder out; what is cached stays.</summary>
    public static async Task<PrivateApt> OpenAsync(string cache, AptSuite suite, CancellationToken cancellation)
    {
        if (!File.Exists(suite.Keyring))
            throw new BuildFailureException(FailureKind.Environment, $"the keyring '{suite.Keyring}' does not exist: run 'apt-get install debian-archive-keyring' and try again");
        var apt = new PrivateApt(Path.GetFullPath(Path.Combine(cache, $"apt-{suite.Suite}-{suite.Architecture}")), suite);
        foreach (var name in (string[])["etc/apt/apt.conf.d", "etc/apt/preferences.d", "etc/apt/sources.list.d", "etc/apt/trusted.gpg.d", "lists/partial", "archives/partial", "none/partial", "state"])
            Directory.CreateDirectory(Path.Combine(apt.Folder, name));
        await File.WriteAllTextAsync(Path.Combine(apt.Folder, "state/status"), string.Empty, cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(apt.SourcesList, suite.SourcesList(), cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(apt._configuration, apt.Configuration(await AptSettings.ReadAsync(cancellation).ConfigureAwait(false)), cancellation).ConfigureAwait(false);
        return apt;
    }

    /// <summary>Brings the indices up to date.</summary>
    public async Task UpdateAsync(CancellationToken cancellation)
    {
        var present = Directory.EnumerateFiles(Lists).Concat(Directory.EnumerateFiles(Folder, "*.bin")).Sum(file => new FileInfo(file).Length);
        if (present < IndexBytes / 2)
            DiskSpace.Require(Folder, IndexBytes, "--cache");
        var purpose = $"fetching the package indices of {_suite.Suite}";
        var result = await CallAsync(["update", "-q", "--error-on=any"], null, cancellation).ConfigureAwait(false);
        if (!result.IsOk)
            throw AptErrors.Explain(result, purpose);
    }

    /// <summary>
    /// What installing the wishes on an empty machine would take. The second value lists wishes that no package answers;
    /// the plan is null then.
    /// </summary>
    public async Task<(PackagePlan? Plan, IReadOnlyList<string> Unknown)> ResolveAsync(IEnumerable<string> wishes, CancellationToken cancellation)
    {
        // Asked with an empty cache folder, because apt lists only what it would have to fetch.
        var result = await CallAsync(["install", "--print-uris", "-y", "-q", "-o", $"Dir::Cache::archives={Folder}/none", .. wishes], null, cancellation).ConfigureAwait(false);
        if (result.IsOk)
            return (ParsePlan(result.Output), []);
        var unknown = AptErrors.UnknownPackages(result.Errors);
        return unknown.Count > 0 ? (null, unknown) : throw AptErrors.Explain(result, $"choosing packages of {_suite.Suite}");
    }

    /// <summary>Downloads what a wish list needs and the cache lacks.</summary>
    public async Task DownloadAsync(IEnumerable<string> wishes, PackagePlan plan, Action<string>? onLine, CancellationToken cancellation)
    {
        RequireRoom(Missing(plan.Packages));
        var result = await CallAsync(["install", "--download-only", "-y", "-q", .. wishes], onLine, cancellation).ConfigureAwait(false);
        if (!result.IsOk)
            throw AptErrors.Explain(result, $"downloading packages of {_suite.Suite}");
    }

    /// <summary>Downloads single packages, without what they depend on, into the package cache.</summary>
    public async Task DownloadOnlyAsync(IReadOnlyList<PlannedPackage> packages, Action<string>? onLine, CancellationToken cancellation)
    {
        var missing = Missing(packages);
        if (missing.Length == 0)
            return;
        RequireRoom(missing);
        var result = await CallAsync(["download", "-q", .. missing.Select(package => $"{package.Name}={package.Version}")], onLine, cancellation).ConfigureAwait(false);
        if (!result.IsOk)
            throw AptErrors.Explain(result, $"downloading {string.Join(", ", missing.Select(package => package.Name))}");
    }

    internal static PackagePlan ParsePlan(string output)
    {
        var packages = output.Split('\n').Select(PlannedPackage.Parse).OfType<PlannedPackage>().OrderBy(package => package.File, StringComparer.Ordinal).ToArray();
        var size = InstalledSize().Match(output);
        var unit = size.Groups["unit"].Value switch { "kB" => 1e3, "MB" => 1e6, "GB" => 1e9, _ => 1 };
        var bytes = size.Success ? double.Parse(size.Groups["number"].Value, CultureInfo.InvariantCulture) * unit : 0;
        return new PackagePlan(packages, (long)bytes);
    }

    private PlannedPackage[] Missing(IEnumerable<PlannedPackage> packages) =>
        [.. packages.Where(package => !File.Exists(Path.Combine(Archives, package.File)))];

    private void RequireRoom(PlannedPackage[] missing) => DiskSpace.Require(Archives, missing.Sum(package => package.Size), "--cache");

    private Task<ToolResult> CallAsync(IReadOnlyList<string> arguments, Action<string>? onLine, CancellationToken cancellation) =>
        Tool.RunAsync(
            new ToolCall("apt-get", arguments)
            {
                Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["APT_CONFIG"] = _configuration, ["DEBIAN_FRONTEND"] = "noninteractive" },
                Folder = Archives,
                OnLine = onLine,
            },
            cancellation);

    private string Configuration(IReadOnlyList<string> machine) => string.Join('\n', [
        $"Dir \"{Folder}/\";",
        $"Dir::State::status \"{Folder}/state/status\";",
        $"Dir::State::lists \"{Lists}\";",
        $"Dir::Cache \"{Folder}/\";",
        $"Dir::Cache::archives \"{Archives}\";",
        $"APT::Architecture \"{_suite.Architecture}\";",
        $"APT::Architectures {{ \"{_suite.Architecture}\"; }};",
        "APT::Install-Recommends \"false\";",
        // The unprivileged user of apt may not reach a cache folder below a private home.
        "APT::Sandbox::User \"root\";",
        "APT::Get::AllowUnauthenticated \"false\";",
        "Acquire::AllowInsecureRepositories \"false\";",
        "Acquire::Languages \"none\";",
        .. machine,
        string.Empty]);

    [GeneratedRegex(@"After this operation, (?<number>[0-9.]+) (?<unit>k?B|MB|GB) of additional disk space", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InstalledSize();
}
