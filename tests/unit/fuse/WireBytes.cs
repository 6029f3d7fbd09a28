using System.Buffers.Binary;
using CernVM.Cvmfs.Fuse.Kernel;
using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse.Tests;

/// <summary>Builds byte arrays field by field, in the device's order, and serves them.</summary>
internal static class WireBytes
{
    public static byte[] U16(ushort value) => Write(2, bytes => BinaryPrimitives.WriteUInt16LittleEndian(bytes, value));

    public static byte[] U32(uint value) => Write(4, bytes => BinaryPrimitives.WriteUInt32LittleEndian(bytes, value));

    public static byte[] I32(int value) => U32((uint)value);

    public static byte[] U64(ulong value) => Write(8, bytes => BinaryPrimitives.WriteUInt64LittleEndian(bytes, value));

    /// <summary>A request with its header: unique 0x99, node 0x31, user 1000, group 100, process 7.</summary>
    public static byte[] Request(FuseOpcode opcode, params byte[][] arguments)
    {
        byte[] body = [.. arguments.SelectMany(part => part)];
        return
        [
            .. U32((uint)(40 + body.Length)), // len
            .. U32((uint)opcode),
            .. U64(0x99), // unique
            .. U64(0x31), // nodeid
            .. U32(1000), // uid
            .. U32(100), // gid
            .. U32(7), // pid
            .. U16(0), // total_extlen
            .. U16(0), // padding
            .. body,
        ];
    }

    /// <summary>A reply with its header.</summary>
    public static byte[] Reply(Errno error, params byte[][] payload)
    {
        byte[] body = [.. payload.SelectMany(part => part)];
        return [.. U32((uint)(16 + body.Length)), .. I32(-(int)error), .. U64(0x99), .. body];
    }

    /// <summary>fuse_attr of <see cref="RecordingFileSystem.SomeAttributes"/>.</summary>
    public static byte[] SomeAttributes() =>
    [
        .. U64(0x11), // ino
        .. U64(0x22), // size
        .. U64(0x33), // blocks
        .. U64(0x44), // atime
        .. U64(0x55), // mtime
        .. U64(0x66), // ctime
        .. U32(0x77), // atimensec
        .. U32(0x88), // mtimensec
        .. U32(0x99), // ctimensec
        .. U32(0x81A4), // mode
        .. U32(0xaa), // nlink
        .. U32(0xbb), // uid
        .. U32(0xcc), // gid
        .. U32(0x102), // rdev
        .. U32(0x1000), // blksize
        .. U32(0), // flags
    ];

    public static byte[] Serve(FuseFileSystem files, byte[] request, FuseObserver? observer = null)
    {
        var interrupts = new InterruptTable(TimeProvider.System);
        var dispatcher = new Dispatcher(files, observer ?? FuseObserver.Silent, interrupts);
        return dispatcher.Serve(request, new RequestSlot(CancellationToken.None), new ReplyBuffer(), out _).ToArray();
    }

    private static byte[] Write(int length, Action<byte[]> write)
    {
        var bytes = new byte[length];
        write(bytes);
        return bytes;
    }
}
