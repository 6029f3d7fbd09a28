using System.Text;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Rescue;
using CernVM.Bootloader.Agent.Terminal;

namespace CernVM.Bootloader.Agent.Tests.Rescue;

public sealed class RescueShellTests : IDisposable
{
    private static readonly BootFailure Failure = new("a", "b", "c");
    private readonly MemoryStream _screen = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _screen.Dispose();
    }

    [Theory]
    [InlineData("retry\n", "Retry")]
    [InlineData("\n\ncontinue\n", "Continue")]
    [InlineData("exit\r", "Continue")]
    [InlineData("nonsense\nreboot\n", "Abandon")]
    public void Words_decide(string typed, string choice)
    {
        Assert.Equal(choice, Shell(typed).Decide(new BootState(), Failure).ToString());
        Assert.Contains("(initrd) ", Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Poweroff_is_told_from_reboot()
    {
        RescueShell shell = Shell("poweroff\n");

        Assert.Equal(RescueChoice.Abandon, shell.Decide(new BootState(), Failure));
        Assert.True(shell.PowerOffWanted);
    }

    [Fact]
    public void Files_are_shown_and_mistakes_are_named()
    {
        string file = _folder.Write("etc/motd", "hello there\n");
        Shell($"cat {file}\nls {_folder.Path}\ncat /no/such/file\nfrobnicate\nhelp\ncontinue\n").Decide(new BootState(), Failure);

        Assert.Contains("hello there", Screen, StringComparison.Ordinal);
        Assert.Contains("etc/", Screen, StringComparison.Ordinal);
        Assert.Contains("cat: Could not find", Screen, StringComparison.Ordinal);
        Assert.Contains("frobnicate: no such command", Screen, StringComparison.Ordinal);
        Assert.Contains("dmesg", Screen, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_machine_that_nobody_watches_tries_again_and_restarts_at_last()
    {
        RescueShell shell = Shell("");
        RescueChoice[] choices = await Task.Run(
            () => Enumerable.Range(0, 3).Select(_ => shell.Decide(new BootState(), Failure)).ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal([RescueChoice.Retry, RescueChoice.Retry, RescueChoice.Abandon], choices);
        Assert.Equal(RescueChoice.Continue, shell.Decide(new BootState(), null));
    }

    private string Screen => Encoding.UTF8.GetString(_screen.ToArray());

    private RescueShell Shell(string typed)
    {
        var console = new BootConsole(_screen);
        var patience = new RescuePatience(
            typed.Length == 0 ? TimeSpan.FromMilliseconds(10) : TimeSpan.FromSeconds(50), TimeSpan.FromMilliseconds(10), Retries: 2);
        return new RescueShell(console, new ConsoleLines(new MemoryStream(Encoding.UTF8.GetBytes(typed))), RescueCommands.All(console), patience);
    }
}
