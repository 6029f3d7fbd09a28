using CernVM.Cvmfs.Client.Caching.External;
using CsCheck;

namespace CernVM.Cvmfs.Client.Tests.Caching;

public sealed class PluginWireTests
{
    [Fact]
    public void Fields_survive_the_round_trip() =>
        Gen.Select(Gen.Int[1, 1000], Gen.ULong, Gen.Byte.Array[0, 300]).Sample((field, number, bytes) =>
        {
            var reader = new WireReader(new WireWriter().Number(field, number).Bytes(field + 1, bytes).Written);
            Assert.True(reader.Next());
            Assert.Equal((field, number), (reader.Field, reader.Number));
            Assert.True(reader.Next());
            Assert.Equal(field + 1, reader.Field);
            Assert.Equal(bytes, reader.Bytes.ToArray());
            Assert.False(reader.Next());
            Assert.False(reader.IsMalformed);
        });

    [Fact]
    public void Any_bytes_are_a_reply_or_none() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            // Not to throw is what is asked.
            var reply = PluginMessages.Parse(bytes, default, out var kind, out _);
            Assert.True(reply is null || kind > 0);
        });

    [Theory]
    [InlineData(1, 0x02)]
    [InlineData(-1, 0x01)]
    [InlineData(-2, 0x03)]
    public void Changes_of_a_count_are_zigzag(int change, byte expected) =>
        Assert.Equal([0x20, expected], new WireWriter().Signed(4, change).Written.ToArray());

    // Bytes as the encoding of Protocol Buffers demands them: a refcount reply for request 5 with status "no such object".
    [Fact]
    public void A_reply_is_read_byte_by_byte()
    {
        var reply = PluginMessages.Parse([0x12, 0x04, 0x08, 0x05, 0x10, 0x05], default, out var kind, out var request);
        Assert.Equal((PluginMessages.RefcountReply, 5UL), (kind, request));
        Assert.Equal(PluginStatus.NoEntry, reply!.Status);
    }

    [Theory]
    [InlineData("unix=/run/x", true)]
    [InlineData("tcp=localhost:4000", true)]
    [InlineData("tcp=[::1]:4000", true)]
    [InlineData("tcp=localhost", false)]
    [InlineData("tcp=localhost:70000", false)]
    [InlineData("/run/x", false)]
    [InlineData("unix=relative", false)]
    public void Locators_are_addresses_or_not(string locator, bool expected) => Assert.Equal(expected, PluginAddress.Parse(locator) is not null);
}
