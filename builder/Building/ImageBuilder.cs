using System.Security.Cryptography;
using System.Text.Json;
using CernVM.Builder.Images;
using CernVM.Builder.Initramfs;
using CernVM.Builder.Kernel;
using CernVM.Builder.Recipes;
using CernVM.Builder.Tooling.Debian;
using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Progress;
using CernVM.Builder.Tooling.Staging;

namespace CernVM.Builder.Building;

/// <summary>
/// Turns a recipe into boot images: 1 read, 2 find the kernel, 3 skip when nothing changed, 4 unpack the kernel, 5 choose
/// modules, 6 write and compress the initramfs, 7 write the disk, 8 record and rename to the final names.
/// </summary>
public sealed class ImageBuilder(IBuildProgress progress)
{
    /// <summary>Builds, or finds that the image is there already.</summary>
    /// <exception cref="BuildFailureException">Anything that the user has to mend; nothing half-made has a final name.</exception>
    public async Task<ImageResult> BuildAsync(ImageOptions options, CancellationToken cancellation)
    {
        var recipe = ImageInputs.Merge(RecipeReader.ReadFile(options.RecipeFile), options);
        ImageInputs.Require(recipe);

        progress.Step($"image: looking for {recipe.KernelPackage} of {recipe.Suite}");
        var mirrors = DebianMirrors.Choose(options.Mirror, options.SecurityMirror, AptSources.Read("/etc/apt"));
        var apt = await PrivateApt.OpenAsync(options.Cache, new AptSuite(recipe.Suite, ["main"], recipe.Keyring, "amd64", mirrors), cancellation).ConfigureAwait(false);
        await apt.UpdateAsync(cancellation).ConfigureAwait(false);
        var package = await KernelPackage.FindAsync(apt, recipe.KernelPackage, cancellation).ConfigureAwait(false);

        var text = await File.ReadAllTextAsync(options.RecipeFile, cancellation).ConfigureAwait(false);
        var inputs = await ImageInputs.HashAsync(recipe, text, package, cancellation).ConfigureAwait(false);
        if (!options.Force && ReadRecord(options.Output) is { } present && present.Inputs == inputs)
        {
            progress.Skipped($"image {present.Version}", "recipe, kernel, agent and keys are unchanged");
            return new ImageResult(present, options.Output, Skipped: true);
        }

        await using var staging = await StagingFolder.OpenAsync(options.Output, "image", cancellation).ConfigureAwait(false);
        progress.Step($"image: unpacking {package.File}");
        var kernel = await KernelPackage.UnpackAsync(apt, package, Path.Combine(staging.Path, "kernel"), progress.Detail, cancellation).ConfigureAwait(false);
        var time = new DiskTime(PackageDates.Read(Path.Combine(apt.Archives, package.File)));
        var record = await WriteAsync(options, recipe, kernel, time, inputs, staging, cancellation).ConfigureAwait(false);
        return new ImageResult(record, options.Output, Skipped: false);
    }

    /// <summary>The record of a folder; null when there is none or a file of it is gone.</summary>
    public static ImageRecord? ReadRecord(string folder)
    {
        var file = Path.Combine(folder, ImageRecord.FileName);
        if (!File.Exists(file))
            return null;
        var record = JsonSerializer.Deserialize(File.ReadAllBytes(file), BuilderJson.Default.ImageRecord);
        return record is not null && record.Files.All(name => File.Exists(Path.Combine(folder, name))) ? record : null;
    }

    private async Task<ImageRecord> WriteAsync(ImageOptions options, ImageRecipe recipe, KernelPackage kernel, DiskTime time, string inputs, StagingFolder staging, CancellationToken cancellation)
    {
        progress.Step("image: choosing modules");
        var tree = ModuleTree.Open(kernel.Modules);
        var modules = await tree.LoadAsync(ChooseModules(options.RecipeFile, recipe, kernel, tree), cancellation).ConfigureAwait(false);

        progress.Step($"image: writing the initramfs with {modules.Count} modules ({recipe.Compression})");
        var archive = Path.Combine(staging.Path, "initramfs.cpio");
        var entries = await InitramfsContent.CollectAsync(recipe, kernel, modules, cancellation).ConfigureAwait(false);
        await using (var stream = File.Create(archive))
            CpioWriter.Write(stream, entries, (uint)time.Seconds);
        var (vmlinuz, initrd, disk) = ($"{recipe.FileName}.vmlinuz", $"{recipe.FileName}.initrd.img", $"{recipe.FileName}.hdd");
        await InitramfsCompression.CompressAsync(recipe.Compression, archive, Path.Combine(staging.Path, initrd), cancellation).ConfigureAwait(false);
        File.Copy(kernel.Image, Path.Combine(staging.Path, vmlinuz));

        var (hasDisk, hasPair) = (recipe.Formats.Contains("hdd"), recipe.Formats.Contains("kernel"));
        var bytes = new FileInfo(Path.Combine(staging.Path, vmlinuz)).Length + new FileInfo(Path.Combine(staging.Path, initrd)).Length;
        if (hasDisk)
        {
            progress.Step("image: writing the disk");
            var kernelBytes = await File.ReadAllBytesAsync(Path.Combine(staging.Path, vmlinuz), cancellation).ConfigureAwait(false);
            var initrdBytes = await File.ReadAllBytesAsync(Path.Combine(staging.Path, initrd), cancellation).ConfigureAwait(false);
            await RawDisk.WriteAsync(Path.Combine(staging.Path, disk), recipe, kernelBytes, initrdBytes, time, cancellation).ConfigureAwait(false);
            bytes = new FileInfo(Path.Combine(staging.Path, disk)).Length;
        }

        var record = new ImageRecord(recipe.StrongVersion, inputs, kernel.Release, string.Join(' ', recipe.CommandLine), hasDisk ? disk : null, hasPair ? vmlinuz : null, hasPair ? initrd : null, bytes);
        await PublishAsync(record, staging, cancellation).ConfigureAwait(false);
        return record;
    }

    private static List<string> ChooseModules(string file, ImageRecipe recipe, KernelPackage kernel, ModuleTree tree)
    {
        var diagnostics = new DiagnosticBag(file);
        var names = new List<string>();
        foreach (var wish in recipe.Modules)
        {
            if (tree.Match(wish.Value) is { } found)
                names.AddRange(found);
            else
                diagnostics.Add("RCP009", wish.Line, wish.Column, $"kernel {kernel.Release} has no module '{wish.Value}': correct the name or remove it");
        }

        return diagnostics.IsEmpty ? names : throw new BuildFailureException(diagnostics.Items);
    }

    /// <summary>The record comes last: without it a folder counts as not built.</summary>
    private static async Task PublishAsync(ImageRecord record, StagingFolder staging, CancellationToken cancellation)
    {
        foreach (var name in record.Files)
        {
            var digest = SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(staging.Path, name), cancellation).ConfigureAwait(false));
            await File.WriteAllTextAsync(Path.Combine(staging.Path, name + ".sha256"), $"{Convert.ToHexStringLower(digest)}  {name}\n", cancellation).ConfigureAwait(false);
            staging.Publish(name, name);
            staging.Publish(name + ".sha256", name + ".sha256");
        }

        await File.WriteAllBytesAsync(Path.Combine(staging.Path, ImageRecord.FileName), JsonSerializer.SerializeToUtf8Bytes(record, BuilderJson.Default.ImageRecord), cancellation).ConfigureAwait(false);
        staging.Publish(ImageRecord.FileName, ImageRecord.FileName);
    }
}
