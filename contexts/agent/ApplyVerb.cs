using System.Security.Cryptography;
using CernVM.Contexts.Agent.Commands;
using CernVM.Contexts.Agent.Guest;
using CernVM.Contexts.Agent.Reports;
using CernVM.Contexts.Agent.Stages;
using CernVM.Contexts.Agent.State;
using CernVM.Contexts.Model.Diagnostics;
using CernVM.Contexts.Model.MetaData;
using CernVM.Contexts.Model.UserData;

namespace CernVM.Contexts.Agent;

/// <summary>The verb <c>apply</c>: reads the documents, runs the stages, keeps the report.</summary>
internal static class ApplyVerb
{
    private const string UnknownSource = "(none)";

    /// <summary>True when all went well.</summary>
    public static async Task<bool> RunAsync(ContextOptions options, TextWriter output, CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var bytes = ReadOptional(options.UserData);
        var diagnostics = new DiagnosticBag();
        var metaData = MetaDataReader.Read(ReadOptional(options.MetaData), "meta-data", diagnostics);
        var userData = UserDataReader.Read(bytes);
        IOwnership ownership = Environment.IsPrivilegedProcess ? new RootOwnership() : new UnchangedOwnership();
        using var guest = GuestRoot.Open(options.Root, ownership);
        using var log = new ContextLog(guest, clock);
        var run = new ContextRun
        {
            Guest = guest,
            UserData = userData,
            MetaData = metaData,
            State = new InstanceState(guest, metaData.InstanceId ?? IdOf(bytes), clock),
            Runner = guest.IsRunningSystem ? new ProcessRunner() : new NoRunner(),
            Log = log,
            Clock = clock,
        };
        var started = clock.GetUtcNow();
        var applier = new ContextApplier(run, stage => Print(options, output, stage));
        var stages = await applier.RunAsync(options.Phase, cancellation);
        var report = ReportStore.Save(guest, new ContextReport(run.State.InstanceId, options.Source ?? UnknownSource, started,
            [.. diagnostics.ToList().Concat(userData.Diagnostics).Select(DiagnosticReport.From)], stages));
        Summarise(options, output, report, guest);
        return report.IsOk;
    }

    private static void Print(ContextOptions options, TextWriter output, StageReport stage)
    {
        if (options.Json)
            return;
        foreach (var line in ReportText.Lines(stage))
            output.WriteLine(line);
    }

    private static void Summarise(ContextOptions options, TextWriter output, ContextReport report, GuestRoot guest)
    {
        if (options.Json)
        {
            output.Write(guest.ReadText(ContextReport.Path));
            return;
        }

        foreach (var line in ReportText.Summary(report))
            output.WriteLine(line);
    }

    // A cloud without user-data or meta-data is nothing unusual.
    private static byte[] ReadOptional(string path) => File.Exists(path) ? BoundedFile.Read(path) : [];

    // Without an id, other user-data means another instance.
    private static string IdOf(byte[] userData) => $"user-data-{Convert.ToHexStringLower(SHA256.HashData(userData))[..16]}";
}
