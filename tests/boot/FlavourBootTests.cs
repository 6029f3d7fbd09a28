using System.Globalization;
using CernVM.Boot.Tests.Harness;

namespace CernVM.Boot.Tests;

/// <summary>The same boot image becomes the operating system that the user-data names.</summary>
public sealed class FlavourBootTests
{
    private static readonly TimeSpan s_bootLimit = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan s_commandLimit = TimeSpan.FromMinutes(1);

    [Theory(Timeout = 1_200_000)]
    [InlineData("debian12", "VERSION_CODENAME=bookworm", false, false)]
    [InlineData("debian13", "VERSION_CODENAME=trixie", true, true)]
    public async Task A_flavour_boots_takes_its_context_and_shuts_down(string flavour, string release, bool direct, bool hasProfile)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        await using var origin = await OriginServer.StartAsync(Artifacts.Repositories);
        var key = await SshKey.CreateAsync(folder.Path, cancellation);
        var userData = folder.Write("user-data", UserData.For(flavour, origin.Port, key.PublicKey));
        await using var guest = Guest.Start(new GuestOptions(folder.File("state"), userData) { Direct = direct });

        var system = await key.RunWhenUpAsync(guest.SshPort, "alice", "cat /etc/os-release; hostname; findmnt -no FSTYPE /", s_bootLimit, guest.Console, cancellation);
        Assert.Contains(release, system.Output, StringComparison.Ordinal);
        Assert.Contains("boot-test", system.Output, StringComparison.Ordinal);
        Assert.EndsWith("overlay\n", system.Output, StringComparison.Ordinal);

        if (hasProfile)
            await RequireFetchedAheadAsync(key, guest, cancellation);

        var context = await key.RunAsync(
            guest.SshPort,
            "alice",
            "for i in $(seq 60); do sudo test -e /var/tmp/ran-as && break; sleep 1; done; sudo cat /var/tmp/ran-as /etc/boot-test.conf; sudo stat -c %a /etc/boot-test.conf; ping -c1 127.0.0.1 >/dev/null && echo ping works; systemctl is-system-running --wait || systemctl --failed --no-legend",
            TimeSpan.FromMinutes(4),
            cancellation);
        Assert.StartsWith("root\nwritten by the context agent\n640\nping works\nrunning\n", context.Output, StringComparison.Ordinal);

        await key.RunAsync(guest.SshPort, "alice", "sudo systemctl poweroff", s_commandLimit, cancellation);
        Assert.Equal(0, await guest.WaitForEndAsync(TimeSpan.FromMinutes(2), cancellation));
        Assert.DoesNotMatch("(?i)kernel panic|segfault|Failed unmounting|I/O error", guest.Console.Text);
    }

    [Fact(Timeout = 1_200_000)]
    public async Task A_second_boot_with_a_warm_scratch_disk_fetches_almost_nothing_and_keeps_local_changes()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        await using var origin = await OriginServer.StartAsync(Artifacts.Repositories);
        var key = await SshKey.CreateAsync(folder.Path, cancellation);
        var userData = folder.Write("user-data", UserData.For("debian13", origin.Port, key.PublicKey));
        var options = new GuestOptions(folder.File("state"), userData) { Scratch = folder.File("scratch.qcow2") };

        await using (var first = Guest.Start(options))
        {
            await key.RunWhenUpAsync(first.SshPort, "alice", "echo kept | sudo tee /etc/kept", s_bootLimit, first.Console, cancellation);
            await key.RunAsync(first.SshPort, "alice", "sudo systemctl is-system-running --wait; sudo systemctl poweroff", TimeSpan.FromMinutes(4), cancellation);
            Assert.Equal(0, await first.WaitForEndAsync(TimeSpan.FromMinutes(2), cancellation));
        }

        var cold = origin.BytesServed;
        origin.ResetCounters();
        await using var second = Guest.Start(options);
        var kept = await key.RunWhenUpAsync(second.SshPort, "alice", "cat /etc/kept", s_bootLimit, second.Console, cancellation);

        Assert.Equal("kept\n", kept.Output);
        Assert.True(origin.BytesServed < 1_000_000, $"the second boot fetched {origin.BytesServed} bytes, the first {cold}: {string.Join(' ', origin.Paths)}");
    }

    /// <summary>The build recorded a boot profile, which this boot had fetched ahead, and which named what was then asked for.</summary>
    private static async Task RequireFetchedAheadAsync(SshKey key, Guest guest, CancellationToken cancellation)
    {
        var affairs = await key.RunAsync(guest.SshPort, "alice", "sudo /run/cernvm/bin/cvmfs_talk internal affairs", s_commandLimit, cancellation);
        var lines = affairs.Output.Split('\n').Select(line => line.Split('|')).Where(words => words.Length > 2).ToArray();
        long Counter(string name) =>
            lines.FirstOrDefault(words => words[0] == "client." + name) is { } words
                ? long.Parse(words[1], CultureInfo.InvariantCulture)
                : throw new InvalidOperationException($"there is no counter client.{name}: {affairs}");

        Assert.Equal(1, Counter("n_startups"));
        Assert.InRange(Counter("n_ahead_used"), Counter("n_ahead") / 2 + 1, Counter("n_ahead"));
    }
}
