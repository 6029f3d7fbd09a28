using System.Text;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Fuse.FunctionalTests;

/// <summary>Folders full of files that exist only as arithmetic on node numbers; every file shows the same content.</summary>
public class SyntheticFileSystem(int folders, int filesPerFolder, SafeFileHandle content, long contentLength) : FuseFileSystem
{
    public const long Time = 1_700_000_000;
    private const ulong FirstFolder = 2;
    private const ulong FirstFile = 1_000_000;
    private int reads;
    private BackingId backing;

    public bool UsesPassThrough { get; init; }

    public int Reads => Volatile.Read(ref reads);

    public FuseConnection? Connection { get; private set; }

    public Lifetime Lifetime { get; init; } = Lifetime.Unlimited;

    public static string FolderName(int folder) => $"folder{folder:d4}";

    public static string FileName(int file) => $"file-number-{file:d5}.txt";

    /// <summary>The node of a file.</summary>
    public NodeId FileNode(int folder, int file) => new(FirstFile + (ulong)((folder * filesPerFolder) + file));

    protected override void OnStarted(FuseConnection connection)
    {
        Connection = connection;
        if (UsesPassThrough)
            backing = connection.OpenBacking(content).OrThrow("register the content for passthrough");
    }

    protected override Errno Lookup(in FuseRequest request, ReadOnlySpan<byte> name, ref NodeEntry entry)
    {
        var node = Find(request.Node, name);
        entry = node.IsNone ? new NodeEntry { EntryLifetime = Lifetime } : Entry(node);
        return Errno.None;
    }

    protected override Errno GetAttributes(in FuseRequest request, FuseHandle? handle, ref NodeAttributes attributes, ref Lifetime lifetime)
    {
        attributes = Attributes(request.Node);
        lifetime = Lifetime;
        return Errno.None;
    }

    protected override Errno OpenDirectory(in FuseRequest request, OpenFlags flags, ref OpenReply reply)
    {
        reply.Behaviour = OpenBehaviour.KeepCache | OpenBehaviour.CacheDirectory;
        return Errno.None;
    }

    protected override Errno ReadDirectory(in FuseRequest request, FuseHandle handle, long offset, ref DirectoryWriter writer)
    {
        for (var index = offset; TryChild(request.Node, index, out var name, out var node); index++)
        {
            if (!writer.TryAdd(name, node.Value, (FileKind)(Attributes(node).Mode & 0xF000), index + 1))
                break;
        }

        return Errno.None;
    }

    protected override Errno ReadDirectoryPlus(in FuseRequest request, FuseHandle handle, long offset, ref DirectoryPlusWriter writer)
    {
        for (var index = offset; TryChild(request.Node, index, out var name, out var node); index++)
        {
            if (!writer.TryAdd(name, Entry(node), index + 1))
                break;
        }

        return Errno.None;
    }

    protected override Errno Open(in FuseRequest request, OpenFlags flags, ref OpenReply reply)
    {
        reply.Behaviour = OpenBehaviour.KeepCache;
        reply.Backing = backing;
        return Errno.None;
    }

    protected override Errno Read(in FuseRequest request, FuseHandle handle, long offset, ref ReadReply reply)
    {
        Interlocked.Increment(ref reads);
        return reply.SetFromFile(content, offset);
    }

    private NodeId Find(NodeId parent, ReadOnlySpan<byte> name)
    {
        var isRoot = parent == NodeId.Root;
        var digits = isRoot ? name[Math.Min("folder".Length, name.Length)..] : name[Math.Min("file-number-".Length, name.Length)..Math.Max(name.Length - 4, 0)];
        if (!int.TryParse(digits, out var number) || number < 0 || number >= (isRoot ? folders : filesPerFolder))
            return default;
        return isRoot ? new NodeId(FirstFolder + (ulong)number) : FileNode((int)(parent.Value - FirstFolder), number);
    }

    private bool TryChild(NodeId parent, long index, out byte[] name, out NodeId node)
    {
        var isRoot = parent == NodeId.Root;
        var exists = index < (isRoot ? folders : filesPerFolder);
        name = exists ? Encoding.UTF8.GetBytes(isRoot ? FolderName((int)index) : FileName((int)index)) : [];
        node = isRoot ? new NodeId(FirstFolder + (ulong)index) : FileNode((int)(parent.Value - FirstFolder), (int)index);
        return exists;
    }

    private NodeEntry Entry(NodeId node) => new() { Node = node, EntryLifetime = Lifetime, AttributeLifetime = Lifetime, Attributes = Attributes(node) };

    private NodeAttributes Attributes(NodeId node)
    {
        var isFile = node.Value >= FirstFile;
        var time = new FileTime(Time, (int)(node.Value % 1_000_000_000));
        return new NodeAttributes
        {
            Mode = isFile ? 0x8000u | 0x1A4 : 0x4000u | 0x1ED,
            LinkCount = isFile ? 1u : 2u,
            Size = isFile ? (ulong)contentLength : 4096,
            Blocks = isFile ? (ulong)(contentLength + 511) / 512 : 8,
            ModificationTime = time,
            AccessTime = time,
            ChangeTime = time,
        };
    }
}
