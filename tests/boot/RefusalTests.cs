using System.Text.RegularExpressions;
using CernVM.Boot.Tests.Harness;

namespace CernVM.Boot.Tests;

/// <summary>What a person sees on the console when a boot cannot go on.</summary>
public sealed class RefusalTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    [Fact(Timeout = 600_000)]
    public async Task A_repository_signed_with_another_key_is_refused()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        var stranger = await StrangerRepository.CreateAsync(folder.File("site"), cancellation);
        await using var origin = await OriginServer.StartAsync(stranger);
        var userData = folder.Write("user-data", "#cloud-config\n{}\n" + UserData.MicroContext("debian13", origin.Port) + "\n");
        await using var guest = Guest.Start(new GuestOptions(folder.File("state"), userData) { Direct = true });

        await guest.Console.WaitForAsync(@"\(initrd\) ", s_limit, cancellation);

        Assert.Matches($"(?s){Artifacts.RepositoryName}.*(signature|key|whitelist)", guest.Console.Text);
        Assert.DoesNotContain("login:", guest.Console.Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task A_server_that_is_down_ends_in_the_rescue_shell_after_bounded_retries()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        const int closedPort = 9;
        var userData = folder.Write("user-data", "#cloud-config\n{}\n" + UserData.MicroContext("debian13", closedPort) + "\n");
        await using var guest = Guest.Start(new GuestOptions(folder.File("state"), userData) { Direct = true });

        await guest.Console.WaitForAsync(@"\(initrd\) ", s_limit, cancellation);

        Assert.Contains($"{UserData.HostSeenByGuest}:{closedPort}", guest.Console.Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 900_000)]
    public async Task A_spoiled_object_is_never_served_and_named_on_the_console()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        await using var origin = await OriginServer.StartAsync(Artifacts.Repositories);
        var hash = await MountedRepository.HashOfAsync(folder.Path, origin.Port, "debian13/usr/lib/systemd/systemd", cancellation);
        origin.Spoiled = $"{hash[..2]}/{hash[2..]}";
        var userData = folder.Write("user-data", "#cloud-config\n{}\n" + UserData.MicroContext("debian13", origin.Port) + "\n");
        await using var guest = Guest.Start(new GuestOptions(folder.File("state"), userData) { Direct = true });

        await guest.Console.WaitForAsync("Refused [^\n]*" + Regex.Escape(origin.Spoiled), s_limit, cancellation);
        await guest.Console.WaitForAsync(@"\(initrd\) ", s_limit, cancellation);

        Assert.DoesNotContain("login:", guest.Console.Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 600_000)]
    public async Task Mistakes_in_the_user_data_are_all_shown_with_line_and_column()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        var userData = folder.Write("user-data", """
            #cloud-config
            users: 7

            [ucernvm-begin]
            resize_rootfs=perhaps
            cvmfs_wait_on_squid=soon
            [ucernvm-end]

            """);
        await using var guest = Guest.Start(new GuestOptions(folder.File("state"), userData) { Direct = true });

        await guest.Console.WaitForAsync(@":5:\d+.*resize_rootfs", s_limit, cancellation);
        await guest.Console.WaitForAsync(@":6:\d+.*cvmfs_wait_on_squid", s_limit, cancellation);
    }
}
