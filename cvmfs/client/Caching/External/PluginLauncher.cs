using System.Diagnostics;
using System.IO.Pipes;
using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Caching.External;

/// <summary>
/// Connects to a plug-in and starts it when nobody listens. The plug-in says over an inherited pipe when it is ready (<c>C</c>), or that another process
/// was faster (<c>F</c>); in both cases the connection is tried again.
/// </summary>
internal static class PluginLauncher
{
    private const string ReadyVariable = "__CVMFS_CACHE_EXTERNAL_PIPE_READY__";
    private const int Attempts = 3;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A connection, or why there is none.</summary>
    public static ClientResult<PluginConnection> Connect(CacheInstance.External settings, string clientName)
    {
        if (PluginAddress.Parse(settings.Locator) is not { } address)
            return Failure(settings, "the locator is no address; write unix=/path or tcp=host:port");
        string? reason = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (PluginConnection.TryOpen(address, clientName, out reason) is { } connection)
                return connection;
            if (settings.CommandLine.Count == 0)
                return Failure(settings, $"{reason} Start the plug-in, or set CVMFS_CACHE_{settings.Name}_CMDLINE");
            if (Start(settings.CommandLine) is { } problem)
                return Failure(settings, problem);
        }

        return Failure(settings, reason ?? "it does not answer");
    }

    private static string? Start(IReadOnlyList<string> command)
    {
        using var ready = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);

        // It outlives this process and must not hold its terminal or pipes open.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" </dev/null >/dev/null 2>&1", "sh", .. command]) { UseShellExecute = false };
        start.Environment[ReadyVariable] = ready.GetClientHandleAsString();
        try
        {
            Process.Start(start)?.Dispose();
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            return $"{command[0]} cannot be started: {failure.Message}";
        }

        // The plug-in's end alone keeps the pipe open, so that its death ends the wait.
        ready.DisposeLocalCopyOfClientHandle();
        using var patience = new CancellationTokenSource(StartTimeout);
        var answer = new byte[1];
        try
        {
            return ready.ReadAsync(answer, patience.Token).AsTask().GetAwaiter().GetResult() == 1 ? null : $"{command[0]} ended before it was ready";
        }
        catch (OperationCanceledException)
        {
            return $"{command[0]} was not ready after {StartTimeout.TotalSeconds} seconds";
        }
    }

    private static ClientFailure Failure(CacheInstance.External settings, string reason) => new(
        ClientFailureKind.CacheDirectory, $"The cache plug-in '{settings.Name}' at {settings.Locator} cannot be used: {reason}.");
}
