using CernVM.Cvmfs.Fuse.Session;

namespace CernVM.Cvmfs.Fuse.FunctionalTests;

/// <summary>A mount that rests, goes on, and changes the session that serves it.</summary>
public class HandOverTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact(Timeout = 60_000)]
    public async Task RequestsWaitWhileTheSessionRestsAndAreAnsweredAfterwards()
    {
        using var tree = new MountedTree((content, length) => new SyntheticFileSystem(2, 10, content, length) { Lifetime = Lifetime.None });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(file => Task.Run(() => File.ReadAllBytes(tree.PathOf(0, file)))));

        Assert.True(await tree.Session.RestAsync(Limit, null, TestContext.Current.CancellationToken));
        var reading = Task.Run(() => File.ReadAllBytes(tree.PathOf(1, 3)));
        Assert.False(reading.IsCompleted);
        tree.Session.Continue();

        Assert.Equal(tree.Content, await reading);
    }

    [Fact(Timeout = 60_000)]
    public async Task RestingAgainAndAgainLosesNothing()
    {
        using var tree = new MountedTree((content, length) => new SyntheticFileSystem(4, 50, content, length) { Lifetime = Lifetime.None });
        using var stop = new CancellationTokenSource();
        var walkers = Enumerable.Range(0, 4).Select(number => Task.Run(() =>
        {
            for (var round = 0; !stop.IsCancellationRequested; round++)
                Assert.Equal(tree.Content, File.ReadAllBytes(tree.PathOf(number, round % 50)));
        })).ToArray();

        for (var round = 0; round < 50; round++)
        {
            Assert.True(await tree.Session.RestAsync(Limit, null, TestContext.Current.CancellationToken));
            tree.Session.Continue();
        }
        await stop.CancelAsync();

        await Task.WhenAll(walkers);
    }

    [Fact(Timeout = 60_000)]
    public async Task AMountWithoutAPathRestsByAnOpenFile()
    {
        SyntheticFileSystem? files = null;
        using var tree = new MountedTree((content, length) => files = new SyntheticFileSystem(2, 10, content, length) { Lifetime = Lifetime.None });
        await using var open = File.OpenRead(tree.PathOf(0, 1));
        Assert.True(tree.Session.Unmount(lazily: true).IsOk);

        Assert.True(await tree.Session.RestAsync(Limit, files!.FileNode(0, 1), TestContext.Current.CancellationToken));
        tree.Session.Continue();

        Assert.Equal(tree.Content[0], open.ReadByte());
    }

    [Fact(Timeout = 60_000)]
    public async Task AnotherSessionGoesOnWhereTheFirstOneLeft()
    {
        using var tree = new MountedTree((content, length) => new SyntheticFileSystem(2, 10, content, length) { Lifetime = Lifetime.None });
        await using var open = File.OpenRead(tree.PathOf(0, 1));
        Assert.Equal(tree.Content[0], open.ReadByte());

        Assert.True(await tree.Session.RestAsync(Limit, null, TestContext.Current.CancellationToken));
        var device = tree.Session.DuplicateDevice();
        using var next = FuseSession.Resume(
            new SyntheticFileSystem(2, 10, tree.ContentFile, tree.Content.Length), tree.Target, MountedTree.DefaultOptions, tree.Session.State, device.Value);
        tree.Session.HandOver();
        tree.Session.Dispose();
        next.Start();

        Assert.Equal(SessionEndReason.HandedOver, (await tree.Session.Completion).Reason);
        open.Position = 4096;
        Assert.Equal(tree.Content[4096], open.ReadByte());
        Assert.Equal(tree.Content, await File.ReadAllBytesAsync(tree.PathOf(1, 9)));
        await open.DisposeAsync();
        Assert.True(next.Unmount(lazily: true).IsOk);
        Assert.Equal(SessionEndReason.Stopped, (await next.Completion).Reason);
    }
}
