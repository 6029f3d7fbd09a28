using System.Text;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse.FunctionalTests;

public class InvalidationTests
{
    [Fact(Timeout = 60_000)]
    public async Task AnUnlimitedAnswerHoldsUntilItIsInvalidated()
    {
        var files = new OneFile { Text = "old" };
        using var tree = new MountedTree((_, _) => files);
        var path = Path.Combine(tree.Target, "file");
        Assert.Equal("old", await File.ReadAllTextAsync(path));
        files.Text = "newer";
        Assert.Equal("old", await File.ReadAllTextAsync(path));
        Assert.True(files.Connection!.InvalidateNode(OneFile.Node).IsOk);
        Assert.Equal("newer", await File.ReadAllTextAsync(path));
    }

    [Fact(Timeout = 60_000)]
    public void AMissingNameIsRememberedUntilItIsInvalidated()
    {
        var files = new OneFile { Text = null };
        using var tree = new MountedTree((_, _) => files);
        var path = Path.Combine(tree.Target, "file");
        Assert.False(File.Exists(path));
        files.Text = "there";
        Assert.False(File.Exists(path));
        Assert.True(files.Connection!.InvalidateEntry(NodeId.Root, "file"u8).IsOk);
        Assert.True(File.Exists(path));
        files.Text = null;
        Assert.True(files.Connection.DeleteEntry(NodeId.Root, OneFile.Node, "file"u8).IsOk);
        Assert.False(File.Exists(path));
        Assert.Equal(Errno.ENOENT, files.Connection.InvalidateEntry(new NodeId(77), "file"u8).Error);
    }

    [Fact(Timeout = 60_000)]
    public async Task StoredContentIsReadWithoutAsking()
    {
        var files = new OneFile { Text = "asked" };
        using var tree = new MountedTree((_, _) => files);
        var path = Path.Combine(tree.Target, "file");
        Assert.True(File.Exists(path));
        Assert.True(files.Connection!.Store(OneFile.Node, 0, "given"u8).IsOk);
        Assert.Equal("given", await File.ReadAllTextAsync(path));
    }

    private sealed class OneFile : FuseFileSystem
    {
        public static NodeId Node => new(2);

        public string? Text { get; set; }

        public FuseConnection? Connection { get; private set; }

        protected override void OnStarted(FuseConnection connection) => Connection = connection;

        protected override Errno Lookup(in FuseRequest request, ReadOnlySpan<byte> name, ref NodeEntry entry)
        {
            entry.EntryLifetime = Lifetime.Unlimited;
            if (Text is null || !name.SequenceEqual("file"u8))
                return Errno.None;
            entry.Node = Node;
            entry.AttributeLifetime = Lifetime.Unlimited;
            entry.Attributes = Attributes(Node);
            return Errno.None;
        }

        protected override Errno GetAttributes(in FuseRequest request, FuseHandle? handle, ref NodeAttributes attributes, ref Lifetime lifetime)
        {
            attributes = Attributes(request.Node);
            lifetime = Lifetime.Unlimited;
            return Errno.None;
        }

        protected override Errno Read(in FuseRequest request, FuseHandle handle, long offset, ref ReadReply reply)
        {
            var rest = Encoding.UTF8.GetBytes(Text!).AsSpan((int)offset);
            rest.CopyTo(reply.Buffer);
            reply.Length = rest.Length;
            return Errno.None;
        }

        private NodeAttributes Attributes(NodeId node) => node == Node
            ? new() { Mode = (uint)FileKind.Regular | 0x124, LinkCount = 1, Size = (ulong)Encoding.UTF8.GetByteCount(Text ?? string.Empty) }
            : new() { Mode = (uint)FileKind.Directory | 0x1ED, LinkCount = 2 };
    }
}
