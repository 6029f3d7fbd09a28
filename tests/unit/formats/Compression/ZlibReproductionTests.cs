using CernVM.Cvmfs.Formats.Compression.Reproduction;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Tests.Compression;

/// <summary>The hashes were made with zlib 1.2.13 at its default level, over the same bytes.</summary>
public sealed class ZlibReproductionTests
{
    [Theory]
    [InlineData(0, 256, "e8ec3d88b62ebf526e4e5a4ff6162a3aa48a6b78")]
    [InlineData(1, 256, "e90a1311a9666639a1bafd5356c96e9875d741ef")]
    [InlineData(3, 1, "c79d57b14dbcc49d0da5b4bbb8d29fcb6c5b2694")]
    [InlineData(1000, 256, "038f2abe5fb4fee516691bb26e147eaca45f5635")]
    [InlineData(70000, 256, "f01f63a1314466b877950190dcd3eacf3cee1462")]
    [InlineData(70000, 4, "06352c0e728595b9e96150389ac85e7e91dff8e7")]
    [InlineData(400000, 16, "0155703070ec7746153ead39560c64a0809e4eaf")]
    [InlineData(100000, 1, "bb37752065b9dcb107ef1d51549bb747de44c0b3")]
    [InlineData(2500000, 7, "4013c486d9139b3738ae6cbc34c912e94ff0561a")]
    public void Symbols_by_chance(int length, int symbols, string expected) => AssertHash(Bytes(length, 42, symbols), expected);

    [Fact]
    public void Words()
    {
        var bytes = Bytes(300_000, 7, 256);
        var words = Enumerable.Range(0, 64).Select(index => bytes[(index * 3)..((index * 3) + 2 + (bytes[index] % 9))]).ToArray();
        AssertHash([.. bytes.SelectMany(value => words[value % 64])], "5c23b5c70826d58056ea775e30c90e2dc9096c62");
    }

    private static void AssertHash(byte[] plain, string expected)
    {
        // Reads of odd sizes: where the source is cut must not matter.
        using var stream = new Trickle(plain);
        Assert.Equal(expected, ZlibReproduction.HashOf(stream, ContentHashAlgorithm.Sha1, TestContext.Current.CancellationToken).ToString());
    }

    private static byte[] Bytes(int length, uint seed, int symbols)
    {
        var bytes = new byte[length];
        for (var index = 0; index < length; index++)
        {
            seed = unchecked((seed * 1103515245) + 12345) & 0x7fffffff;
            bytes[index] = (byte)((seed >> 16) % (uint)symbols);
        }

        return bytes;
    }

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 4093));
    }
}
