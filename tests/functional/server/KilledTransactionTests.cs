using CliWrap.Buffered;

namespace CernVM.Cvmfs.Server.FunctionalTests;

/// <summary>A transaction lives in files: whichever of its processes is killed, it can be published, aborted or begun again.</summary>
public sealed class KilledTransactionTests
{
    private const int Kills = 6;

    [Fact(Timeout = 600_000)]
    public async Task Killing_publish_anywhere_keeps_the_transaction()
    {
        using var publisher = new Publisher();
        await publisher.CreateAsync();
        var random = new Random(11);
        var longest = TimeSpan.FromSeconds(1);
        for (var i = 1; i <= Kills; i++)
        {
            await publisher.RunAsync("transaction", Publisher.Repository);
            await publisher.ShellAsync($"cd '{publisher.Union}'; for d in $(seq 20); do mkdir -p $d; : > $d/.cvmfscatalog; for f in $(seq 20); do echo {i} $d $f > $d/$f; done; done");
            await KillAsync(publisher, longest * random.NextDouble(), "publish", Publisher.Repository);
            await publisher.RunAsync("check", Publisher.Repository);

            // A run that was killed after the manifest was replaced has closed the transaction, or leaves that to the next one.
            var started = TimeProvider.System.GetTimestamp();
            if (File.Exists(Path.Combine(publisher.Root, "var/spool/cvmfs", Publisher.Repository, "in_transaction.lock")))
                await publisher.RunAsync("publish", Publisher.Repository);
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks / 2, TimeProvider.System.GetElapsedTime(started).Ticks));
            Assert.Equal($"{i} 20 20", await publisher.ReadMountAsync("cat mount/20/20"));
        }
    }

    [Fact(Timeout = 600_000)]
    public async Task Killing_transaction_anywhere_lets_the_next_one_begin()
    {
        using var publisher = new Publisher();
        await publisher.CreateAsync();
        var random = new Random(13);
        for (var i = 0; i < Kills; i++)
        {
            await KillAsync(publisher, TimeSpan.FromSeconds(random.NextDouble()), "transaction", Publisher.Repository);
            if (!File.Exists(Path.Combine(publisher.Root, "var/spool/cvmfs", Publisher.Repository, "in_transaction.lock")))
                await publisher.RunAsync("transaction", Publisher.Repository);
            await publisher.ShellAsync($"echo {i} > '{publisher.Union}/file'");
            await publisher.RunAsync("publish", Publisher.Repository);
            Assert.Equal($"{i}", await publisher.ReadMountAsync("cat mount/file"));
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task What_was_written_is_published_although_the_client_below_the_union_died()
    {
        using var publisher = new Publisher();
        await publisher.CreateAsync();
        await publisher.RunAsync("transaction", Publisher.Repository);
        await publisher.ShellAsync($"echo kept > '{publisher.Union}/kept'");
        // The brackets keep the pattern from finding the shell that looks for it.
        await publisher.ShellAsync($"kill -9 $(grep -las '{publisher.Root}/var/spool/cvmfs/{Publisher.Repository}/rdonl[y]' /proc/[0-9]*/cmdline | cut -d/ -f3)");
        await publisher.RunAsync("publish", Publisher.Repository);
        Assert.Equal("kept\nnew_repository", await publisher.ReadMountAsync("ls mount"));

        await publisher.RunAsync("transaction", Publisher.Repository);
        await publisher.RunAsync("abort", Publisher.Repository);
    }

    private static async Task KillAsync(Publisher publisher, TimeSpan after, params string[] arguments)
    {
        using var kill = new CancellationTokenSource(after);
        try
        {
            await publisher.Command(arguments).ExecuteBufferedAsync(kill.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.True(kill.IsCancellationRequested);
        }
    }
}
