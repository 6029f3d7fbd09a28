using CernVM.Functional.Appliance.Tests.Harness;

namespace CernVM.Functional.Appliance.Tests.Serving;

/// <summary>Mistakes when the repository is served.</summary>
public sealed class ServeTests : IDisposable
{
    private const int Failed = 1;
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new TakenPort();

        var serve = await _work.RunAsync(Products.CvmfsServer, null, "serve", "--listen", $"127.0.0.1:{taken.Number}", "--root", _work.Path);

        Assert.Equal(Failed, serve.ExitCode);
        Assert.Contains($"127.0.0.1:{taken.Number}", Assert.Single(serve.Complaints), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_folder_that_is_not_there_is_named()
    {
        var serve = await _work.RunAsync(Products.CvmfsServer, null, "serve", "--listen", "127.0.0.1:0", "--root", _work.In("none"));

        Assert.Equal(Failed, serve.ExitCode);
        Assert.Contains(_work.In("none"), Assert.Single(serve.Complaints), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_interrupted_server_ends_well()
    {
        await using var serve = RunningProgram.Start(Products.CvmfsServer, _work.Path, null, "serve", "--listen", "127.0.0.1:0", "--root", _work.Path);
        await serve.UntilAsync("the server is up", () => serve.Output.Contains("Serving ", StringComparison.Ordinal));

        await serve.SignalAsync("INT");

        Assert.Equal(0, (await serve.EndAsync()).ExitCode);
    }
}
