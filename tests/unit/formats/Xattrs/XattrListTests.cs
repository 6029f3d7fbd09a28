using CernVM.Cvmfs.Formats.Xattrs;
using CsCheck;

namespace CernVM.Cvmfs.Formats.Tests.Xattrs;

public sealed class XattrListTests
{
    private static readonly byte[] Blob =
    [
        1, // version
        2, // pairs
        6, 0, .. "user.a"u8, // a name with an empty value
        8, 3, .. "user.dir"u8, 0, 0xFF, 0x0A, // a name with a binary value
    ];

    [Fact]
    public void Labelled_bytes_are_read_and_written()
    {
        var list = XattrList.Parse(Blob).Value;

        Assert.Equal(["user.a", "user.dir"], list.Pairs.Select(pair => pair.Key));
        Assert.True(list.TryGet("user.dir", out var value));
        Assert.Equal<byte>([0, 0xFF, 0x0A], value.Value.ToArray());
        Assert.Equal(Blob, list.ToBlob());
    }

    [Fact]
    public void Nothing_is_an_empty_list()
    {
        Assert.Equal(0, XattrList.Parse([]).Value.Count);
        Assert.Empty(XattrList.Empty.ToBlob());
    }

    [Theory]
    [InlineData("XAT001", new byte[] { 2, 0 })]
    [InlineData("XAT002", new byte[] { 1 })]
    [InlineData("XAT002", new byte[] { 1, 1 })]
    [InlineData("XAT002", new byte[] { 1, 1, 2, 0, 65 })]
    [InlineData("XAT003", new byte[] { 1, 1, 1, 0, 65, 66 })]
    [InlineData("XAT004", new byte[] { 1, 1, 0, 0 })]
    [InlineData("XAT004", new byte[] { 1, 2, 1, 0, 65, 1, 0, 65 })]
    public void Faulty_bytes_are_named(string id, byte[] blob) => Assert.Equal(id, XattrList.Parse(blob).Error.Id);

    [Fact]
    public void Values_that_cannot_be_stored_are_left_out_and_named()
    {
        var list = XattrList.Create(
            [KeyValuePair.Create("user.long", (ReadOnlyMemory<byte>)new byte[256]), KeyValuePair.Create("user.fits", (ReadOnlyMemory<byte>)new byte[255])],
            out var dropped);

        Assert.Equal(["user.long"], dropped);
        Assert.Equal(255, Assert.Single(XattrList.Parse(list.ToBlob()).Value.Pairs).Value.Length);
    }

    [Fact(Timeout = 60_000)]
    public void Lists_round_trip_in_the_order_of_their_bytes() =>
        Gen.Select(Gen.String[Gen.Char['!', 'ÿ'], 1, 20], Gen.Byte.Array[0, 255]).Array[0, 20].Sample(pairs =>
        {
            var source = pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => (ReadOnlyMemory<byte>)pair.Item2);
            var list = XattrList.Parse(XattrList.Create(source, out _).ToBlob()).Value;
            return list.Pairs.Select(pair => pair.Key).SequenceEqual(source.Keys.Order(StringComparer.Ordinal))
                && list.Pairs.All(pair => pair.Value.Span.SequenceEqual(source[pair.Key].Span));
        });

    [Fact(Timeout = 60_000)]
    public void Damaged_bytes_never_throw() =>
        Mutations.Of(Blob).Sample(bytes => !XattrList.Parse(bytes).TryGet(out var list, out _) || list.ToBlob().Length <= bytes.Length, iter: 3000);
}
