using System.CommandLine;
using System.Text.Json;
using CernVM.Builder.Cli.Output;
using CernVM.Flavours.Composer.Composition;
using CernVM.Flavours.Composer.Definition;
using CernVM.Flavours.Composer.Manifest;

namespace CernVM.Builder.Cli.Commands;

/// <summary><c>cernvm flavour</c>: operating systems as trees.</summary>
internal static class FlavourCommand
{
    public static Command Create() => new("flavour", "Compose operating systems (flavours) as trees that can be published.")
    {
        Compose(),
        Lint(),
        Diff(),
    };

    private static Command Compose()
    {
        var name = new Argument<string>("NAME") { Description = "A folder of os-flavours/, or the path of a flavour.yaml." };
        var (output, cache, json, force) = (CommonOptions.Output("artifacts/flavours"), CommonOptions.Cache(), CommonOptions.Json(), CommonOptions.Force());
        var (mirror, security) = (CommonOptions.Mirror(), CommonOptions.SecurityMirror());
        var command = new Command("compose", "Install a flavour from its distribution's packages into DIR/NAME/root.")
        { name, output, cache, mirror, security, force, json };
        command.SetAction((parse, cancellation) => CommandRunner.RunAsync(
            async (progress, token) =>
            {
                var options = new ComposeOptions(DefinitionFile(parse.GetValue(name)!), Path.GetFullPath(parse.GetValue(output)!), Path.GetFullPath(parse.GetValue(cache)!))
                {
                    Mirror = parse.GetValue(mirror),
                    SecurityMirror = parse.GetValue(security),
                    Force = parse.GetValue(force),
                };
                var result = await new FlavourComposer(progress).ComposeAsync(options, token).ConfigureAwait(false);
                Console.WriteLine(parse.GetValue(json)
                    ? JsonSerializer.Serialize(result.Record, FlavourJson.Default.FlavourRecord)
                    : $"{result.Record.Name} {result.Record.Version}: {Path.Combine(result.Folder, result.Record.Root)}");
                return ExitCodes.Success;
            },
            cancellation));
        return command;
    }

    private static Command Lint()
    {
        var name = new Argument<string>("NAME") { Description = "A folder of os-flavours/, or the path of a flavour.yaml." };
        var command = new Command("lint", "Check a flavour.yaml and show all its mistakes with line and column.") { name };
        command.SetAction((parse, cancellation) => CommandRunner.RunAsync(
            (_, _) =>
            {
                var flavour = FlavourReader.ReadFile(DefinitionFile(parse.GetValue(name)!));
                Console.WriteLine($"{flavour.Name}: {flavour.Packages.Count} packages wished for, no mistakes");
                return Task.FromResult(ExitCodes.Success);
            },
            cancellation));
        return command;
    }

    private static Command Diff()
    {
        var left = new Argument<string>("DIR") { Description = "A tree." };
        var right = new Argument<string>("DIR2") { Description = "The tree to compare it with." };
        var command = new Command("diff", "Compare two trees: content, type, mode, owner, time, capabilities. Exit code 1 when they differ.") { left, right };
        command.SetAction((parse, cancellation) => CommandRunner.RunAsync(
            async (_, token) =>
            {
                var first = await TreeManifest.ScanAsync(Tree(parse.GetValue(left)!), token).ConfigureAwait(false);
                var second = await TreeManifest.ScanAsync(Tree(parse.GetValue(right)!), token).ConfigureAwait(false);
                var differences = TreeManifest.Differences(first, second);
                foreach (var line in differences)
                    Console.WriteLine(line);
                Console.WriteLine($"{first.Count} and {second.Count} paths, {differences.Count} differences");
                return differences.Count == 0 ? ExitCodes.Success : ExitCodes.Different;
            },
            cancellation));
        return command;
    }

    private static string Tree(string folder)
    {
        var root = FlavourComposer.ReadRecord(folder)?.Root;
        return Path.GetFullPath(root is null ? folder : Path.Combine(folder, root));
    }

    private static string DefinitionFile(string name) =>
        name.Contains('/') || name.EndsWith(".yaml", StringComparison.Ordinal) ? name : Path.Combine("os-flavours", name, "flavour.yaml");
}
