using System.Net;
using CernVM.Functional.Appliance.Tests.Harness;
using CernVM.Functional.Appliance.Tests.Images;

namespace CernVM.Functional.Appliance.Tests.Machines;

/// <summary>How machines end, and what they are given.</summary>
[Collection(ImageCollection.Name)]
public sealed class MachineTests(TinyImage image) : IDisposable
{
    private const int MachineLacksSomething = 4;
    private const int TimeLimitPassed = 7;
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 180_000)]
    public async Task The_disk_boots_and_the_interrupt_key_presses_the_power_button()
    {
        await using var machine = Start();
        await machine.UntilAsync("the guest is up", () => machine.Output.Contains(TinyRecipe.Ready, StringComparison.Ordinal));

        await machine.SignalAsync("INT");

        var result = await machine.EndAsync();
        Assert.True(result.ExitCode == 0, $"{result}");
        Assert.Contains("cernvm: the guest was shut down\n", result.Errors, StringComparison.Ordinal);
        Assert.Contains(TinyRecipe.Ready, File.ReadAllText(_work.In("state/console.log")), StringComparison.Ordinal);
        await _work.NoProcessesAsync();
    }

    [Fact(Timeout = 180_000)]
    public async Task The_power_button_is_pressed_again_for_a_guest_that_was_not_listening_yet()
    {
        await using var machine = Start("--direct", "--kernel-option", $"{TinyRecipe.Deaf}=3");
        await machine.UntilAsync("the guest is up", () => machine.Output.Contains(TinyRecipe.Ready, StringComparison.Ordinal));

        await machine.SignalAsync("INT");

        var result = await machine.EndAsync();
        Assert.True(result.ExitCode == 0, $"{result}");
        Assert.Contains("cernvm: the guest was shut down\n", result.Errors, StringComparison.Ordinal);
    }

    [Fact(Timeout = 180_000)]
    public async Task When_the_time_limit_passes_the_guest_is_shut_down_and_the_command_fails()
    {
        await using var machine = Start("--direct", "--time-limit", "20");

        var result = await machine.EndAsync();

        Assert.True(result.ExitCode == TimeLimitPassed, $"{result}");
        Assert.Contains("cernvm: the time limit of 20 s has passed", result.Errors, StringComparison.Ordinal);
        Assert.Contains(_work.In("state/console.log"), result.Errors, StringComparison.Ordinal);
        await _work.NoProcessesAsync();
    }

    [Fact(Timeout = 180_000)]
    public async Task No_guest_outlives_a_killed_command()
    {
        await using var machine = Start("--direct");
        await machine.UntilAsync("the guest starts", () => File.Exists(_work.In("state/console.log")));

        await machine.SignalAsync("KILL");

        await machine.EndAsync();
        await _work.NoProcessesAsync();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_guest_reaches_the_metadata_service_at_its_well_known_address()
    {
        using var service = new MetadataService("i-am-user-data");

        await using var machine = Start("--direct", "--kernel-option", $"{TinyRecipe.Fetch}=/latest/user-data", "--metadata-port", service.Port);

        var result = await machine.EndAsync();
        Assert.True(result.ExitCode == 0, $"{result}");
        Assert.Contains("fetched: i-am-user-data", result.Output, StringComparison.Ordinal);
        Assert.Equal("GET /latest/user-data HTTP/1.1", service.Requests.First());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_metadata_service_that_does_not_run_is_named()
    {
        using var closed = new ClosedPort();

        // What QEMU starts when the guest asks.
        var result = await _work.CernvmAsync("image", "join-port", $"{closed.Number}");

        Assert.Equal(MachineLacksSomething, result.ExitCode);
        Assert.Contains($"port {closed.Number} of 127.0.0.1 cannot be reached", Assert.Single(result.Complaints), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_port_in_use_is_named_with_the_cure()
    {
        using var taken = new TakenPort();

        await using var machine = Start("--ssh-port", taken.Number);

        var result = await machine.EndAsync();
        Assert.Equal(MachineLacksSomething, result.ExitCode);
        var message = Assert.Single(result.Complaints);
        Assert.Contains($"port {taken.Number} of {IPAddress.Loopback} cannot be used", message, StringComparison.Ordinal);
        Assert.Contains("--ssh-port", message, StringComparison.Ordinal);
        await _work.NoProcessesAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_missing_qemu_is_named_with_its_package_and_no_folder_is_left()
    {
        var temporary = Directory.CreateDirectory(_work.In("temporary")).FullName;
        var environment = new Dictionary<string, string> { ["PATH"] = _work.In("no-programs"), ["TMPDIR"] = temporary };

        var result = await _work.RunAsync(Products.Cernvm, environment, "image", "run", "--images", image.Folder, "--state", "state");

        Assert.Equal(MachineLacksSomething, result.ExitCode);
        Assert.Contains("'apt-get install qemu-system-x86'", Assert.Single(result.Complaints), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(temporary));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_folder_without_an_image_is_named()
    {
        var result = await _work.CernvmAsync("image", "run", "--images", "none", "--state", "state");

        Assert.Equal(MachineLacksSomething, result.ExitCode);
        Assert.Contains("no boot image in 'none'", Assert.Single(result.Complaints), StringComparison.Ordinal);
    }

    private RunningProgram Start(params string[] arguments) =>
        _work.Start(["image", "run", "--images", image.Folder, "--state", _work.In("state"), "--memory", "256", "--processors", "1", .. arguments]);
}
