using System.Globalization;
using System.Text.Json;
using CernVM.Builder.Tooling.Debian;
using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Processes;
using CernVM.Builder.Tooling.Progress;
using CernVM.Builder.Tooling.Staging;
using CernVM.Flavours.Composer.Definition;
using CernVM.Flavours.Composer.Manifest;

namespace CernVM.Flavours.Composer.Composition;

/// <summary>
/// Turns a <c>flavour.yaml</c> into a tree: 1 read, 2 choose packages, 3 skip when nothing changed, 4 download, 5 install in a
/// staging folder, 6 customise, 7 even out, 8 record, 9 rename to the final name.
/// </summary>
public sealed class FlavourComposer(IBuildProgress progress)
{
    /// <summary>Part of the inputs hash: raised when the composer makes something else of the same inputs.</summary>
    private const string ComposerGeneration = "2";

    private const string RecordName = "flavour.json";
    private const string ManifestName = "manifest.tsv";
    private const string RootName = "root";

    /// <summary>Room that installing takes beside the packages themselves.</summary>
    private const double SpaceFactor = 1.25;

    /// <summary>Composes, or finds that the tree is there already.</summary>
    /// <exception cref="BuildFailureException">Anything that the user has to mend; nothing half-made has the final name.</exception>
    public async Task<ComposeResult> ComposeAsync(ComposeOptions options, CancellationToken cancellation)
    {
        var flavour = FlavourReader.ReadFile(options.DefinitionFile);
        RequireMachine();

        progress.Step($"{flavour.Name}: choosing packages");
        var mirrors = DebianMirrors.Choose(options.Mirror ?? flavour.Mirror, options.SecurityMirror ?? flavour.SecurityMirror, AptSources.Read("/etc/apt"));
        var suite = new AptSuite(flavour.Suite, flavour.Components, flavour.Keyring, flavour.Architecture, mirrors);
        var apt = await PrivateApt.OpenAsync(options.Cache, suite, cancellation).ConfigureAwait(false);
        await apt.UpdateAsync(cancellation).ConfigureAwait(false);
        var plan = await ResolveAsync(options, flavour, apt, cancellation).ConfigureAwait(false);

        var inputs = Inputs(await File.ReadAllTextAsync(options.DefinitionFile, cancellation).ConfigureAwait(false), suite, plan);
        var folder = Path.Combine(options.Output, flavour.Name);
        if (!options.Force && ReadRecord(folder) is { } present && present.Inputs == inputs)
        {
            progress.Skipped($"{flavour.Name} {present.Version}", "flavour.yaml and packages are unchanged");
            return new ComposeResult(present, folder, Skipped: true);
        }

        await using var staging = await StagingFolder.OpenAsync(options.Output, flavour.Name, cancellation).ConfigureAwait(false);
        DiskSpace.Require(options.Output, (long)((plan.InstalledBytes + plan.DownloadBytes) * SpaceFactor), "--output");
        progress.Step(string.Create(CultureInfo.InvariantCulture, $"{flavour.Name}: downloading {plan.Packages.Count} packages ({plan.DownloadBytes / 1e6:F0} MB, cached ones excepted)"));
        await apt.DownloadAsync(Wishes(flavour), plan, progress.Detail, cancellation).ConfigureAwait(false);

        var made = Path.Combine(staging.Path, "made");
        var record = await MakeAsync(flavour, apt, plan, inputs, made, cancellation).ConfigureAwait(false);
        staging.Publish("made", flavour.Name);
        return new ComposeResult(record, folder, Skipped: false);
    }

    /// <summary>The record of a composed folder; null when there is none.</summary>
    public static FlavourRecord? ReadRecord(string folder)
    {
        var file = Path.Combine(folder, RecordName);
        return File.Exists(file) && Directory.Exists(Path.Combine(folder, RootName))
            ? JsonSerializer.Deserialize(File.ReadAllBytes(file), FlavourJson.Default.FlavourRecord)
            : null;
    }

    private static IEnumerable<string> Wishes(FlavourDefinition flavour) => ["?essential", "apt", .. flavour.Packages.Select(package => package.Value)];

    private static string Inputs(string definition, AptSuite suite, PackagePlan plan)
    {
        using var hash = new InputsHash();
        return hash.Add("composer", ComposerGeneration).Add("definition", definition).Add("sources", suite.SourcesList()).Add("packages", plan.Fingerprint).Finish();
    }

    private static void RequireMachine()
    {
        if (!Environment.IsPrivilegedProcess)
            throw new BuildFailureException(FailureKind.Environment, "composing a flavour needs root, because files of many owners are made: run it with sudo");
        foreach (var program in (string[])["mmdebstrap", "apt-get", "apt-config", "chroot", "umount", "find", "getcap", "setpriv", "unshare"])
            Tool.Require(program);
    }

    private static async Task<PackagePlan> ResolveAsync(ComposeOptions options, FlavourDefinition flavour, PrivateApt apt, CancellationToken cancellation)
    {
        var (plan, unknown) = await apt.ResolveAsync(Wishes(flavour), cancellation).ConfigureAwait(false);
        if (plan is not null)
            return plan;
        var diagnostics = new DiagnosticBag(options.DefinitionFile);
        foreach (var name in unknown)
        {
            var place = flavour.Packages.FirstOrDefault(package => package.Value == name);
            diagnostics.Add("FLV008", place.Line, place.Column, $"{flavour.Suite} has no package '{name}' in {string.Join(", ", flavour.Components)}: correct the name or remove it");
        }

        throw new BuildFailureException(diagnostics.Items);
    }

    private async Task<FlavourRecord> MakeAsync(FlavourDefinition flavour, PrivateApt apt, PackagePlan plan, string inputs, string made, CancellationToken cancellation)
    {
        var root = Path.Combine(made, RootName);
        Directory.CreateDirectory(made);
        var epoch = PackageDates.Newest(plan.Packages.Select(package => Path.Combine(apt.Archives, package.File)));

        progress.Step($"{flavour.Name}: installing {plan.Packages.Count} packages");
        await Bootstrap.InstallAsync(flavour, apt, plan, root, epoch, progress.Detail, cancellation).ConfigureAwait(false);

        progress.Step($"{flavour.Name}: customising");
        var version = flavour.Version
            .Replace("{date}", DateTimeOffset.FromUnixTimeSeconds(epoch).ToString("yyyy.MM.dd", CultureInfo.InvariantCulture))
            .Replace("{inputs}", inputs[..8]);
        await Normaliser.RemoveTracesAsync(root, epoch, cancellation).ConfigureAwait(false);
        await Customisation.ApplyAsync(flavour, root, cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(root, "etc/cernvm-release"), $"{flavour.Name} {version}\n", cancellation).ConfigureAwait(false);
        CatalogMarkers.WritePinned(flavour, root);
        var catalogs = CatalogMarkers.Write(flavour, root);
        progress.Detail($"{catalogs} catalogs marked");
        await Normaliser.FinishAsync(root, epoch, cancellation).ConfigureAwait(false);

        progress.Step($"{flavour.Name}: writing the manifest");
        var manifest = await TreeManifest.ScanAsync(root, cancellation).ConfigureAwait(false);
        await File.WriteAllLinesAsync(Path.Combine(made, ManifestName), manifest.Select(entry => entry.ToString()), cancellation).ConfigureAwait(false);
        var installed = DpkgStatus.Installed(await File.ReadAllTextAsync(Path.Combine(root, "var/lib/dpkg/status"), cancellation).ConfigureAwait(false));
        var record = new FlavourRecord(flavour.Name, flavour.Title, version, inputs, epoch, RootName, installed);
        await File.WriteAllBytesAsync(Path.Combine(made, RecordName), JsonSerializer.SerializeToUtf8Bytes(record, FlavourJson.Default.FlavourRecord), cancellation).ConfigureAwait(false);
        return record;
    }
}
