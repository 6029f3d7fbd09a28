using CernVM.Functional.Appliance.Tests.Harness;

namespace CernVM.Functional.Appliance.Tests.Machines;

/// <summary>A guest that never looks at its power button, because its disk is empty.</summary>
public sealed class DeafGuestTests : IDisposable
{
    private const int Stopped = 130;
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 180_000)]
    public async Task A_guest_that_does_not_listen_is_ended()
    {
        File.WriteAllBytes(_work.In("empty.hdd"), new byte[1 << 20]);
        await using var machine = _work.Start("image", "run", "--disk", "empty.hdd", "--state", _work.In("state"), "--memory", "64", "--processors", "1");
        await machine.UntilAsync("the guest starts", () => File.Exists(_work.In("state/console.log")));

        await machine.SignalAsync("INT");

        var result = await machine.EndAsync();
        Assert.True(result.ExitCode == Stopped, $"{result}");
        Assert.Contains("the guest did not shut down and was ended", result.Errors, StringComparison.Ordinal);
        await _work.NoProcessesAsync();
    }
}
