using CernVM.Builder.Images;
using CernVM.Builder.Recipes;
using CernVM.Builder.Tooling.Debian;
using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Staging;

namespace CernVM.Builder.Building;

/// <summary>The inputs of an image: checked for being there, and hashed.</summary>
internal static class ImageInputs
{
    /// <summary>Part of the hash: raised when the builder makes something else of the same inputs.</summary>
    private const string BuilderGeneration = "2";

    public static ImageRecipe Merge(ImageRecipe recipe, ImageOptions options) => recipe with
    {
        Agent = options.Agent ?? recipe.Agent,
        Keys = [.. recipe.Keys.Where(key => !options.Keys.Contains(key)), .. options.Keys],
        CommandLine = MergeOptions(recipe.CommandLine, options.KernelOptions),
    };

    public static void Require(ImageRecipe recipe)
    {
        if (!File.Exists(recipe.Agent))
            throw new BuildFailureException(FailureKind.Environment, $"the init agent '{recipe.Agent}' does not exist: build it first (./build.sh --target=Build) or name another with --agent FILE");
        foreach (var key in recipe.Keys.Where(key => !File.Exists(key.File)))
            throw new BuildFailureException(FailureKind.Environment, $"the public key '{key.File}' of {key.Repository} does not exist: create the repository first, or correct the name");
        foreach (var file in recipe.Files.Where(file => file.Source is { } source && !File.Exists(source)))
            throw new BuildFailureException(FailureKind.Environment, $"'{file.Source}', which the recipe puts into the initramfs, does not exist");
    }

    public static async Task<string> HashAsync(ImageRecipe recipe, string recipeText, PlannedPackage kernel, CancellationToken cancellation)
    {
        using var hash = new InputsHash();
        hash.Add("builder", BuilderGeneration).Add("recipe", recipeText).Add("kernel", kernel.File)
            .Add("command line", string.Join(' ', recipe.CommandLine))
            .Add("boot loader", await Syslinux.VersionAsync(cancellation).ConfigureAwait(false))
            .Add("boot code", Convert.ToHexStringLower(Syslinux.ReadMasterBootCode()));
        await hash.AddFileAsync("agent", recipe.Agent, cancellation).ConfigureAwait(false);
        foreach (var key in recipe.Keys)
            await hash.AddFileAsync($"key {key.Repository} {Path.GetFileName(key.File)}", key.File, cancellation).ConfigureAwait(false);
        foreach (var file in recipe.Files.Where(file => file.Source is not null))
            await hash.AddFileAsync($"file {file.Path}", file.Source!, cancellation).ConfigureAwait(false);
        return hash.Finish();
    }

    private static IReadOnlyList<string> MergeOptions(IReadOnlyList<string> recipe, IReadOnlyList<string> given)
    {
        var names = given.Select(Name).ToHashSet(StringComparer.Ordinal);
        return [.. recipe.Where(option => !names.Contains(Name(option))), .. given];
    }

    private static string Name(string option) => option.Split('=')[0];
}
