using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CernVM.Builder.Building;
using CernVM.Builder.Cli.Output;
using CernVM.Builder.Recipes;

namespace CernVM.Builder.Cli.Commands;

/// <summary><c>cernvm image build</c>.</summary>
internal static class ImageBuildCommand
{
    public static Command Create()
    {
        var recipe = new Option<string>("--recipe") { Description = "What the image is made of.", DefaultValueFactory = _ => "builder/recipes/cernvm.yaml", HelpName = "FILE" };
        var agent = new Option<string?>("--agent") { Description = "Static executable that becomes /init. Default: the recipe's.", HelpName = "FILE" };
        var keys = new Option<string[]>("--key") { Description = "Public key of a repository, beside the recipe's. May be repeated.", HelpName = "REPOSITORY=FILE" };
        var kernelOptions = new Option<string[]>("--kernel-option") { Description = "Kernel option; replaces the recipe's of the same name. May be repeated.", HelpName = "NAME[=VALUE]" };
        var (output, cache, json, force) = (CommonOptions.Output("artifacts/images"), CommonOptions.Cache(), CommonOptions.Json(), CommonOptions.Force());
        var (mirror, security) = (CommonOptions.Mirror(), CommonOptions.SecurityMirror());
        keys.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=') < 1))
                result.AddError($"--key '{token.Value}': expected REPOSITORY=FILE");
        });
        var command = new Command("build", "Build the boot image: a raw disk that boots by BIOS, and the same kernel and initramfs as a pair.")
        { recipe, output, agent, keys, kernelOptions, cache, mirror, security, force, json };
        command.SetAction((parse, cancellation) => CommandRunner.RunAsync(
            async (progress, token) =>
            {
                var options = new ImageOptions(parse.GetValue(recipe)!, Path.GetFullPath(parse.GetValue(output)!), Path.GetFullPath(parse.GetValue(cache)!))
                {
                    Agent = parse.GetValue(agent),
                    Keys = [.. (parse.GetValue(keys) ?? []).Select(Key)],
                    KernelOptions = parse.GetValue(kernelOptions) ?? [],
                    Mirror = parse.GetValue(mirror),
                    SecurityMirror = parse.GetValue(security),
                    Force = parse.GetValue(force),
                };
                var result = await new ImageBuilder(progress).BuildAsync(options, token).ConfigureAwait(false);
                Console.WriteLine(parse.GetValue(json)
                    ? JsonSerializer.Serialize(result.Record, BuilderJson.Default.ImageRecord)
                    : string.Create(CultureInfo.InvariantCulture, $"{result.Record.Version}: {result.Record.Bytes / 1048576.0:F1} MiB in {result.Folder}: {string.Join(", ", result.Record.Files)}"));
                return ExitCodes.Success;
            },
            cancellation));
        return command;
    }

    private static RepositoryKey Key(string text)
    {
        var cut = text.IndexOf('=');
        return new RepositoryKey(text[..cut], text[(cut + 1)..]);
    }
}
