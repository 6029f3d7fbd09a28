using System.Text.Json;
using CernVM.Contexts.Agent.Guest;
using CernVM.Contexts.Agent.Reports;

namespace CernVM.Contexts.Agent;

/// <summary>The command line of the context agent. Exit codes: 0 all well, 1 a stage failed or a document has errors, 2 wrong usage or missing file.</summary>
public static class ContextCommand
{
    private const int Ok = 0;
    private const int Failed = 1;
    private const int Usage = 2;

    /// <summary>Runs a verb: <c>apply</c>, <c>lint</c> or <c>report</c>, with its options.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (ContextOptions.Parse(args, out var problem) is not { } options)
        {
            await errors.WriteLineAsync($"cernvm-context: {problem}\n{ContextOptions.Usage}");
            return Usage;
        }

        try
        {
            return options.Verb switch
            {
                "lint" => Lint(options, output),
                "report" => Report(options, output),
                _ => await ApplyVerb.RunAsync(options, output, cancellation) ? Ok : Failed,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"cernvm-context: {e.Message}");
            return Usage;
        }
    }

    private static int Lint(ContextOptions options, TextWriter output)
    {
        var document = Model.UserData.UserDataReader.Read(BoundedFile.Read(options.File!), options.File!);
        if (options.Json)
        {
            IReadOnlyList<DiagnosticReport> findings = [.. document.Diagnostics.Select(DiagnosticReport.From)];
            output.WriteLine(JsonSerializer.Serialize(findings, ReportJson.Default.IReadOnlyListDiagnosticReport));
        }
        else
        {
            foreach (var finding in document.Diagnostics)
                output.WriteLine(finding);
        }

        return document.HasErrors ? Failed : Ok;
    }

    private static int Report(ContextOptions options, TextWriter output)
    {
        using var guest = GuestRoot.Open(options.Root, new UnchangedOwnership());
        if (guest.ReadText(ContextReport.Path) is not { } json)
            throw new FileNotFoundException($"there is no report at {ContextReport.Path}: the context agent has not run since this machine was started.");
        if (options.Json)
            output.Write(json);
        else if (ReportStore.Parse(json) is { } report)
            output.WriteLine(string.Join('\n', ReportText.Lines(report)));
        else
            throw new InvalidDataException($"{ContextReport.Path} is damaged; run 'cernvm-context apply' again.");
        return Ok;
    }
}
