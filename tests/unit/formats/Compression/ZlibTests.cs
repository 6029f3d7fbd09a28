using System.Text;
using CernVM.Cvmfs.Formats.Compression;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Compression;

public sealed class ZlibTests
{
    private const int Limit = 1 << 20;

    private static readonly byte[] Hello = new ManagedZlib().Compress("hello, hello, hello"u8);

    [Fact]
    public void The_empty_file_has_its_known_bytes() =>
        Assert.Equal<byte>([0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01], new ManagedZlib().Compress([]));

    [Fact]
    public void The_header_is_that_of_the_default_level() => Assert.Equal<byte>([0x78, 0x9c], Hello[..2]);

    [Fact(Timeout = 60_000)]
    public void Bytes_round_trip() =>
        Gen.Select(Gen.Byte.Array[0, 3000], Gen.Int[1, 40]).Sample((data, times) =>
        {
            byte[] plain = [.. Enumerable.Repeat(data, times).SelectMany(part => part)];
            var compressed = new ManagedZlib().Compress(plain);
            return compressed.Length <= new ManagedZlib().MaxCompressedLength(plain.Length)
                && ZlibInflater.Inflate(compressed, Limit).Value.AsSpan().SequenceEqual(plain);
        });

    [Fact(Timeout = 60_000)]
    public async Task Streams_are_unpacked_whatever_their_pieces()
    {
        var plain = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 50_000)));
        using var source = new SlowStream(new ManagedZlib().Compress(plain));
        using var destination = new MemoryStream();

        var length = await ZlibInflater.InflateAsync(source, destination, Limit, TestContext.Current.CancellationToken);

        Assert.Equal(plain.Length, length.Value);
        Assert.Equal(plain, destination.ToArray());
    }

    [Fact]
    public void Output_is_bounded()
    {
        var bomb = new ManagedZlib().Compress(new byte[10_000_000]);

        Assert.Equal("ZLB002", ZlibInflater.Inflate(bomb, 9_999_999).Error.Id);
        Assert.Equal(10_000_000, ZlibInflater.Inflate(bomb, 10_000_000).Value.Length);
    }

    [Fact]
    public void Every_truncation_is_noticed()
    {
        for (var length = 0; length < Hello.Length; length++)
            Assert.False(ZlibInflater.Inflate(Hello.AsMemory(0, length), Limit).IsOk, $"{length} bytes of {Hello.Length} were accepted");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(100_000)]
    public void Trailing_bytes_are_noticed(int count) =>
        Assert.Equal("ZLB004", ZlibInflater.Inflate((byte[])[.. Hello, .. Enumerable.Repeat((byte)7, count)], Limit).Error.Id);

    [Fact]
    public void A_second_stream_is_noticed() => Assert.False(ZlibInflater.Inflate((byte[])[.. Hello, .. Hello[..^1], 0], Limit).IsOk);

    [Fact(Timeout = 60_000)]
    public void Damaged_bytes_never_throw() =>
        Mutations.Of(Hello).Sample(bytes => ZlibInflater.Inflate(bytes, Limit).TryGet(out var plain, out _) ? plain.Length <= Limit : true, iter: 3000);

    /// <summary>Gives one byte at a time.</summary>
    private sealed class SlowStream(byte[] data) : MemoryStream(data, writable: false)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));
    }
}
