using System.Text;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Fuse.Tests;

/// <summary>Answers with fixed values and writes down what it was asked.</summary>
internal sealed class RecordingFileSystem : FuseFileSystem
{
    public static readonly NodeAttributes SomeAttributes = new()
    {
        Inode = 0x11,
        Size = 0x22,
        Blocks = 0x33,
        AccessTime = new FileTime(0x44, 0x77),
        ModificationTime = new FileTime(0x55, 0x88),
        ChangeTime = new FileTime(0x66, 0x99),
        Mode = 0x81A4,
        LinkCount = 0xaa,
        Uid = 0xbb,
        Gid = 0xcc,
        Device = new DeviceNumber(1, 2),
        BlockSize = 0x1000,
    };

    public List<string> Calls { get; } = [];

    public Errno Answer { get; set; }

    public byte[] Data { get; set; } = "data"u8.ToArray();

    protected internal override Errno Lookup(in FuseRequest request, ReadOnlySpan<byte> name, ref NodeEntry entry)
    {
        entry = new NodeEntry
        {
            Node = new NodeId(0x0102030405060708),
            Generation = 9,
            EntryLifetime = new Lifetime(10, 11),
            AttributeLifetime = new Lifetime(12, 13),
            Attributes = SomeAttributes,
        };
        return Note($"lookup {request.Node} {Encoding.UTF8.GetString(name)} {request.Uid}:{request.Gid} {request.ProcessId}");
    }

    protected internal override void Forget(NodeId node, ulong references) => Note($"forget {node} {references}");

    protected internal override Errno GetAttributes(in FuseRequest request, FuseHandle? handle, ref NodeAttributes attributes, ref Lifetime lifetime)
    {
        attributes = SomeAttributes;
        lifetime = new Lifetime(12, 13);
        return Note($"getattr {request.Node} {handle?.Value.ToString() ?? "-"}");
    }

    protected internal override Errno ReadLink(in FuseRequest request, ref BytesReply target)
    {
        var error = target.Set(Data);
        return error == Errno.None ? Note($"readlink {request.Node}") : error;
    }

    protected internal override Errno GetStatistics(in FuseRequest request, ref FileSystemStatistics statistics)
    {
        statistics = new FileSystemStatistics { Blocks = 1, FreeBlocks = 2, AvailableBlocks = 3, Files = 4, FreeFiles = 5, BlockSize = 6, NameMaximum = 7 };
        return Note("statfs");
    }

    protected internal override Errno GetExtendedAttribute(in FuseRequest request, ReadOnlySpan<byte> name, ref SizedReply value)
    {
        Note($"getxattr {Encoding.UTF8.GetString(name)} {value.OnlySize}");
        return value.Set(Data);
    }

    protected internal override Errno ListExtendedAttributes(in FuseRequest request, ref SizedReply names)
    {
        Note("listxattr");
        return names.Set("user.a\0"u8);
    }

    protected internal override Errno Access(in FuseRequest request, int mask) => Note($"access {mask}");

    protected internal override Errno Open(in FuseRequest request, OpenFlags flags, ref OpenReply reply)
    {
        reply = new OpenReply { Handle = new FuseHandle(0x21), Behaviour = OpenBehaviour.KeepCache };
        return Note($"open {(int)flags}");
    }

    protected internal override Errno Read(in FuseRequest request, FuseHandle handle, long offset, ref ReadReply reply)
    {
        Data.CopyTo(reply.Buffer);
        reply.Length = Data.Length;
        return Note($"read {handle.Value} {offset} {reply.Buffer.Length}");
    }

    protected internal override Errno Release(in FuseRequest request, FuseHandle handle) => Note($"release {handle.Value}");

    protected internal override Errno Flush(in FuseRequest request, FuseHandle handle) => Note($"flush {handle.Value}");

    protected internal override Errno Seek(in FuseRequest request, FuseHandle handle, long offset, int whence, ref long position)
    {
        position = 0x42;
        return Note($"seek {handle.Value} {offset} {whence}");
    }

    protected internal override Errno OpenDirectory(in FuseRequest request, OpenFlags flags, ref OpenReply reply)
    {
        reply = new OpenReply { Handle = new FuseHandle(0x22), Behaviour = OpenBehaviour.KeepCache | OpenBehaviour.CacheDirectory };
        return Note($"opendir {(int)flags}");
    }

    protected internal override Errno ReadDirectory(in FuseRequest request, FuseHandle handle, long offset, ref DirectoryWriter writer)
    {
        var taken = writer.TryAdd("abc"u8, 5, FileKind.Directory, 1) & writer.TryAdd("12345678"u8, 6, FileKind.Regular, 2);
        return Note($"readdir {handle.Value} {offset} {taken}");
    }

    protected internal override Errno ReadDirectoryPlus(in FuseRequest request, FuseHandle handle, long offset, ref DirectoryPlusWriter writer)
    {
        var taken = writer.TryAdd("abc"u8, new NodeEntry { Node = new NodeId(7), Attributes = SomeAttributes }, 1);
        return Note($"readdirplus {handle.Value} {offset} {taken}");
    }

    protected internal override Errno ReleaseDirectory(in FuseRequest request, FuseHandle handle) => Note($"releasedir {handle.Value}");

    private Errno Note(string call)
    {
        Calls.Add(call);
        return Answer;
    }
}
