using System.IO.Compression;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Mount.Tree;

namespace CernVM.Cvmfs.Mount.Tests;

/// <summary>The client's two unpackers give the same bytes and refuse the same streams.</summary>
public sealed class LibdeflateInflaterTests
{
    private static readonly byte[] Plain = [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i * i >> 3))];

    public static TheoryData<IBlockInflater> Inflaters => [new LibdeflateInflater(), new RuntimeBlockInflater()];

    [Theory]
    [MemberData(nameof(Inflaters))]
    public void Unpacks(IBlockInflater inflater)
    {
        var room = new byte[Plain.Length];
        Assert.Equal(Plain.Length, inflater.Inflate(Pack(Plain), room).Value);
        Assert.Equal(Plain, room);
        Assert.Equal(0, inflater.Inflate([0x78, 0x9c, 3, 0, 0, 0, 0, 1], []).Value);
    }

    [Theory]
    [MemberData(nameof(Inflaters))]
    public void Refuses(IBlockInflater inflater)
    {
        var stored = Pack(Plain);
        var flipped = (byte[])stored.Clone();
        flipped[stored.Length / 2] ^= 0x10;
        var room = new byte[Plain.Length];
        Assert.Equal("ZLB004", inflater.Inflate([.. stored, 0], room).Error.Id);
        Assert.Equal("ZLB002", inflater.Inflate(stored, room.AsSpan(1)).Error.Id);
        Assert.False(inflater.Inflate(stored.AsSpan(0, stored.Length - 1), room).IsOk);
        Assert.False(inflater.Inflate(flipped, room).IsOk);
        Assert.False(inflater.Inflate([], room).IsOk);
        Assert.False(inflater.Inflate("<html>"u8, room).IsOk);
    }

    private static byte[] Pack(byte[] plain)
    {
        using var stored = new MemoryStream();
        using (var zlib = new ZLibStream(stored, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(plain);
        return stored.ToArray();
    }
}
