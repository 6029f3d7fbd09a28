using System.CommandLine;
using System.Text.Json;
using CernVM.Builder.Cli.Output;
using CernVM.Builder.Running;
using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Contexts.Model.UserData;

namespace CernVM.Builder.Cli.Commands;

/// <summary><c>cernvm context</c>: what a machine is told at its first boot.</summary>
internal static class ContextCommand
{
    public static Command Create() => new("context", "Check contexts (user-data) and put them on discs.")
    {
        Lint(),
        Seed(),
    };

    private static Command Lint()
    {
        var file = new Argument<string>("FILE") { Description = "The user-data." };
        var json = CommonOptions.Json();
        var command = new Command("lint", "Check user-data and show all its mistakes with line and column.") { file, json };
        command.SetAction((parse, cancellation) => CommandRunner.RunAsync(
            async (_, token) =>
            {
                var name = parse.GetValue(file)!;
                var document = UserDataReader.Read(await ReadAsync(name, token).ConfigureAwait(false), name);
                if (parse.GetValue(json))
                {
                    Finding[] findings = [.. document.Diagnostics.Select(item => new Finding(item.Id, item.Severity.ToString().ToLowerInvariant(), item.File, item.Line, item.Column, item.Message))];
                    Console.WriteLine(JsonSerializer.Serialize(findings, CliJson.Default.FindingArray));
                }
                else
                {
                    foreach (var finding in document.Diagnostics)
                        Console.WriteLine(finding);
                }

                return document.HasErrors ? ExitCodes.Description : ExitCodes.Success;
            },
            cancellation));
        return command;
    }

    private static Command Seed()
    {
        var userData = new Argument<string>("USER-DATA") { Description = "The user-data." };
        var metaData = new Option<string?>("--meta-data") { Description = "The meta-data. Default: an instance-id made from the user-data.", HelpName = "FILE" };
        var output = new Option<string>("--output") { Description = "The disc.", DefaultValueFactory = _ => "seed.iso", HelpName = "FILE" };
        var command = new Command("seed", "Write a NoCloud disc (ISO 9660, volume 'cidata') with user-data and meta-data.") { userData, metaData, output };
        command.SetAction((parse, cancellation) => CommandRunner.RunAsync(
            async (_, token) =>
            {
                var meta = parse.GetValue(metaData) is { } name ? await ReadAsync(name, token).ConfigureAwait(false) : null;
                var disc = SeedDisc.Create(await ReadAsync(parse.GetValue(userData)!, token).ConfigureAwait(false), meta);
                await File.WriteAllBytesAsync(parse.GetValue(output)!, disc, token).ConfigureAwait(false);
                return ExitCodes.Success;
            },
            cancellation));
        return command;
    }

    private static Task<byte[]> ReadAsync(string file, CancellationToken cancellation) =>
        File.Exists(file)
            ? File.ReadAllBytesAsync(file, cancellation)
            : throw new BuildFailureException(FailureKind.Environment, $"'{file}' does not exist");
}
