using System.IO.Compression;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>An object as a publisher would store it.</summary>
internal sealed class TestObject
{
    public TestObject(byte[] plain)
    {
        Plain = plain;
        using var stored = new MemoryStream();
        using (var zlib = new ZLibStream(stored, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(plain);
        Stored = stored.ToArray();
        Name = new ObjectName(ContentHash.Compute(ContentHashAlgorithm.Sha1, Stored), ObjectKind.Bulk);
        Wanted = new CachedObject { Name = Name, Size = plain.Length, Description = "/file" };
    }

    public byte[] Plain { get; }

    public byte[] Stored { get; }

    public ObjectName Name { get; }

    public CachedObject Wanted { get; }

    public static TestObject Random(int size, int seed = 42)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return new TestObject(bytes);
    }
}
