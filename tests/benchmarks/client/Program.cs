using System.Runtime.InteropServices;
using CernVM.Benchmarks.Client;
using CernVM.Benchmarks.Client.Lines;
using CernVM.Benchmarks.Client.Network;
using CernVM.Benchmarks.Client.Reports;

const int Failed = 1;
const int WrongUsage = 2;
const int Interrupted = 130;

Options options;
try
{
    options = Options.Parse(args);
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return WrongUsage;
}

var lines = LineCatalog.All.Where(line => options.Wants(line.Name)).ToArray();
if (options.IsList)
{
    foreach (var line in lines)
        Console.WriteLine($"{line.Name,-24} {line.Title} ({line.Goal.Text})");
    return 0;
}

if (options.Relay is { } road)
{
    await RelayAsync(road.Port, road.RoundTrip);
    return 0;
}

if (Requirements.Missing(options) is { } missing)
{
    Console.Error.WriteLine(missing);
    return Failed;
}

using var interrupt = new CancellationTokenSource();
using var pressed = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
var results = new List<LineResult>();
try
{
    await using var bench = await Bench.OpenAsync(options, interrupt.Token);
    foreach (var line in lines)
        results.Add(await Runner.RunAsync(bench, line, options.Runs, interrupt.Token));
    Console.WriteLine($"{Environment.ProcessorCount} processors, Linux {Environment.OSVersion.Version}, server {bench.ServerName}, {options.Runs} runs, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
}
catch (OperationCanceledException)
{
    return Interrupted;
}
catch (InvalidOperationException failure)
{
    Console.Error.WriteLine(failure.Message);
    return Failed;
}
finally
{
    Table.Write(Console.Out, results);
    if (options.Json is { } file)
        JsonReport.Write(file, results);
}

return 0;

static async Task RelayAsync(int port, TimeSpan roundTrip)
{
    var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    using var stop = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
    {
        signal.Cancel = true;
        ended.TrySetResult();
    });
    await using var relay = new DelayRelay(port, roundTrip);
    Console.WriteLine(relay.Port);
    await ended.Task;
}

// Mounts, servers and folders are taken away before the program ends.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    interrupt.Cancel();
}
