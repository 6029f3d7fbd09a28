using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CernVM.Boot.Tests.Harness;

/// <summary>A machine started by <c>cernvm image run</c>: its console, its ssh port, its end.</summary>
internal sealed class Guest : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task pump;

    private Guest(Process process, int sshPort)
    {
        this.process = process;
        SshPort = sshPort;
        pump = Task.WhenAll(Console.PumpAsync(process.StandardOutput.BaseStream), process.StandardError.BaseStream.CopyToAsync(Stream.Null));
    }

    public int SshPort { get; }

    public SerialConsole Console { get; } = new();

    public static Guest Start(GuestOptions options)
    {
        var sshPort = FreePort();
        List<string> arguments =
        [
            "image", "run", "--images", Artifacts.Images, "--state", options.Folder, "--ssh-port", sshPort.ToString(),
            "--memory", "1024", "--time-limit", ((int)options.Limit.TotalSeconds).ToString(),
        ];
        if (options.UserDataFile is not null)
            arguments.AddRange(["--user-data", options.UserDataFile]);
        if (options.MetadataPort is { } port)
            arguments.AddRange(["--metadata-port", port.ToString()]);
        if (options.Scratch is not null)
            arguments.AddRange(["--scratch", options.Scratch, "--scratch-size", "4"]);
        if (options.Direct)
            arguments.Add("--direct");
        foreach (var kernelOption in options.KernelOptions)
            arguments.AddRange(["--kernel-option", kernelOption]);
        var started = Process.Start(Command.Describe(Artifacts.Program("cernvm"), arguments)) ?? throw new InvalidOperationException("cernvm did not start.");
        return new Guest(started, sshPort);
    }

    /// <summary>Waits until the machine has powered itself off; the exit code of <c>cernvm image run</c>.</summary>
    public async Task<int> WaitForEndAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException error)
        {
            throw new Xunit.Sdk.XunitException($"the guest did not end within {limit}. Its last lines:\n{Console.Tail(60)}", error);
        }

        await pump;
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await pump;
        process.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

internal sealed record GuestOptions(string Folder, string? UserDataFile)
{
    /// <summary>The port of a metadata service on this machine, which the guest sees at 169.254.169.254.</summary>
    public int? MetadataPort { get; init; }

    public string? Scratch { get; init; }

    /// <summary>Start the kernel and initramfs directly instead of the disk by BIOS.</summary>
    public bool Direct { get; init; }

    public IReadOnlyList<string> KernelOptions { get; init; } = [];

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(8);
}
