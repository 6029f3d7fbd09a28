using System.Net;
using System.Net.Sockets;
using CernVM.Builder.Running;
using CernVM.Builder.Tooling.Diagnostics;

namespace CernVM.Builder.Tests.Running;

public sealed class ConsoleTextTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_text_that_comes_in_pieces_is_found()
    {
        var console = new ConsoleText();
        var waiting = console.WaitForAsync("login:", TestContext.Current.CancellationToken);
        console.Append("cernvm log");
        Assert.False(waiting.IsCompleted);

        console.Append("in: ");

        Assert.True(await waiting);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_console_that_ends_answers_no()
    {
        var console = new ConsoleText();
        var waiting = console.WaitForAsync("login:", TestContext.Current.CancellationToken);

        console.End();

        Assert.False(await waiting);
    }

    [Fact]
    public void A_port_in_use_is_one_message_with_a_cure()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var failure = Assert.Throws<BuildFailureException>(() => LoopbackPort.Reserve(port));

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains($"port {port}", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--ssh-port", failure.Message, StringComparison.Ordinal);
    }
}
