using CliWrap.Buffered;

namespace CernVM.Cvmfs.Server.FunctionalTests;

/// <summary>A publish that is killed anywhere leaves the old revision in order, and the next one goes on.</summary>
public sealed class KilledRunTests
{
    private const int Kills = 12;

    [Fact(Timeout = 600_000)]
    public async Task Killing_a_publish_at_any_point_leaves_the_old_revision()
    {
        using var publisher = new Publisher();
        await publisher.RunAsync("mkfs", Publisher.Repository);
        _ = publisher.Source;
        await publisher.ShellAsync("for d in $(seq 40); do mkdir source/$d; : > source/$d/.cvmfscatalog; for f in $(seq 60); do echo $d $f > source/$d/$f; done; done");
        var full = await TimeAsync(publisher, "0");
        var random = new Random(7);
        for (var i = 1; i <= Kills; i++)
        {
            await publisher.ShellAsync($"for d in $(seq 40); do echo {i} > source/$d/1; done");
            using var kill = new CancellationTokenSource(full * random.NextDouble());
            try
            {
                await publisher.Command("sync", Publisher.Repository, publisher.Source).ExecuteBufferedAsync(kill.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.True(kill.IsCancellationRequested);
            }

            await publisher.RunAsync("check", Publisher.Repository);
        }

        await publisher.RunAsync("sync", "--tag", "end", Publisher.Repository, publisher.Source);
        await publisher.RunAsync("check", "-i", Publisher.Repository);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(publisher.Root, "var/spool/cvmfs", Publisher.Repository, "tmp")));
    }

    private static async Task<TimeSpan> TimeAsync(Publisher publisher, string tag)
    {
        var started = TimeProvider.System.GetTimestamp();
        await publisher.RunAsync("sync", "--tag", $"t{tag}", Publisher.Repository, publisher.Source);
        return TimeProvider.System.GetElapsedTime(started);
    }
}
