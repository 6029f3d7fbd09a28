using System.Diagnostics;
using System.Globalization;

namespace CernVM.Soak.Readers;

/// <summary>A reader in a process of its own: this program again, in its second role.</summary>
internal sealed class ReaderProcess : IDisposable
{
    /// <summary>First argument of the second role.</summary>
    public const string Role = "read";

    private readonly Process _process;
    private readonly Task<string> _output;

    public ReaderProcess(ReaderOptions options)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "CernVM.Soak"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { Role, options.Mount, options.Seed.ToString(CultureInfo.InvariantCulture), options.Until.ToString("O") },
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x8000000";
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Second role: reads, prints a report.</summary>
    public static int Run(string[] arguments)
    {
        try
        {
            var until = DateTimeOffset.Parse(arguments[2], CultureInfo.InvariantCulture);
            var report = new Reader(new ReaderOptions(arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture), until)).Run();
            Console.WriteLine($"{report.Files} {report.Bytes}");
            return 0;
        }
        catch (Exception failure) when (failure is WrongContentException or IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"{arguments[0]}: {failure.Message}");
            return 1;
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="InvalidOperationException">It read something wrong.</exception>
    public async Task<ReaderReport> EndAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel);
        var output = (await _output).Trim();
        if (_process.ExitCode != 0)
            throw new InvalidOperationException(output);
        var numbers = output.Split(' ');
        return new ReaderReport(long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
