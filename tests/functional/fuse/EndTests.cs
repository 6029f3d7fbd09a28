using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Mounts;

namespace CernVM.Cvmfs.Fuse.FunctionalTests;

public class EndTests
{
    [Fact(Timeout = 60_000)]
    public async Task UnmountFromOutsideEndsTheSession()
    {
        using var tree = Tree();
        await Command.Output("umount", tree.Target);
        Assert.Equal(new SessionEnd(SessionEndReason.Unmounted, Errno.None), await tree.Session.Completion);
        Assert.Null(MountTable.At(tree.Target));
    }

    [Fact(Timeout = 60_000)]
    public async Task OwnUnmountEndsTheSession()
    {
        using var tree = Tree();
        Assert.True(tree.Session.Unmount().IsOk);
        Assert.Equal(SessionEndReason.Stopped, (await tree.Session.Completion).Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task AMountInUseIsBusyAndThenGoesLazily()
    {
        using var tree = Tree();
        var open = File.OpenHandle(tree.PathOf(0, 0));
        Assert.Equal(Errno.EBUSY, tree.Session.Unmount().Error);
        Assert.True(tree.Session.Unmount(lazily: true).IsOk);
        Assert.Null(MountTable.At(tree.Target));
        Assert.False(tree.Session.Completion.IsCompleted);
        open.Dispose();
        Assert.Equal(SessionEndReason.Stopped, (await tree.Session.Completion).Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task AbortFailsWhatIsOpen()
    {
        using var tree = Tree();
        using var open = File.OpenHandle(tree.PathOf(0, 0));
        Assert.True(tree.Session.Abort().IsOk);
        Assert.Equal(SessionEndReason.Stopped, (await tree.Session.Completion).Reason);
        Assert.ThrowsAny<IOException>(() => RandomAccess.Read(open, new byte[10], 0));
    }

    [Fact(Timeout = 60_000)]
    public async Task AConnectionCutByTheAdministratorIsReported()
    {
        using var tree = Tree();
        var device = MountTable.At(tree.Target)!.Device.Minor;
        const string Control = "/sys/fs/fuse/connections";
        if (!Directory.Exists($"{Control}/{device}"))
            FileSystemMounts.Attach("fusectl", Control, "fusectl").OrThrow("mount fusectl");
        await File.WriteAllTextAsync($"{Control}/{device}/abort", "1");
        Assert.Equal(SessionEndReason.Aborted, (await tree.Session.Completion).Reason);
    }

    private static MountedTree Tree() => new((content, length) => new SyntheticFileSystem(1, 1, content, length));
}
