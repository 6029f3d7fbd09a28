namespace CernVM.Cvmfs.Fuse.FunctionalTests;

public class ReadTests
{
    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ContentIsTheSameWithPassThroughAndWithout(bool passThrough)
    {
        SyntheticFileSystem? files = null;
        using var tree = new MountedTree((content, length) => files = new SyntheticFileSystem(1, 3, content, length) { UsesPassThrough = passThrough });
        if (passThrough)
            Assert.SkipUnless(tree.Session.CanPassThrough, "the kernel has no FUSE passthrough");
        await Command.Output("cmp", tree.ContentPath, tree.PathOf(0, 0));
        await Command.Output("cmp", "-i", "299990", tree.ContentPath, tree.PathOf(0, 1));
        Assert.Equal(passThrough, files!.Reads == 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task LargeReadsArriveWhole()
    {
        using var tree = new MountedTree((content, length) => new SyntheticFileSystem(1, 1, content, length), contentLength: 20_000_000);
        var options = new FileStreamOptions { BufferSize = 0 };
        await using var stream = new FileStream(tree.PathOf(0, 0), options);
        var read = new byte[tree.Content.Length];
        await stream.ReadExactlyAsync(read);
        Assert.True(read.AsSpan().SequenceEqual(tree.Content));
    }

    [Fact(Timeout = 60_000)]
    public async Task HotReadsDoNotComeBack()
    {
        SyntheticFileSystem? files = null;
        using var tree = new MountedTree((content, length) => files = new SyntheticFileSystem(1, 1, content, length));
        await File.ReadAllBytesAsync(tree.PathOf(0, 0));
        var cold = files!.Reads;
        await File.ReadAllBytesAsync(tree.PathOf(0, 0));
        Assert.Equal(cold, files.Reads);
    }
}
