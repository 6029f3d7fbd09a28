using System.Text;
using CernVM.Cvmfs.Client.Notification;

namespace CernVM.Cvmfs.Client.Tests.Notification;

public sealed class EventStreamTests
{
    [Theory]
    [InlineData("data: a\n\ndata:b\n\n", "a|b")]
    [InlineData("data: a\r\n\r\ndata: b\r\n\r\n", "a|b")]
    [InlineData("data: a\r\rdata: b\r\r", "a|b")]
    [InlineData("data: first\ndata: second\n\n", "first\nsecond")]
    [InlineData(": comment\nevent: x\nid: 5\ndata: a\n\n\n\n", "a")]
    [InlineData("data: not finished\n", "")]
    [InlineData("", "")]
    public async Task Events_are_separated_by_empty_lines(string text, string expected)
    {
        foreach (var part in (int[])[1, 3, text.Length + 1])
        {
            var events = new EventStream(new SlowStream(Encoding.UTF8.GetBytes(text), part));
            var found = new List<string>();
            while (await events.ReadAsync(TestContext.Current.CancellationToken) is { } data)
                found.Add(Encoding.UTF8.GetString(data));
            Assert.Equal(expected, string.Join('|', found));
        }
    }

    [Theory]
    [InlineData("data: ")]
    [InlineData("data: x\n")]
    public async Task An_event_without_end_is_given_up(string repeated)
    {
        var endless = string.Concat(Enumerable.Repeat(repeated, (EventStream.Longest / 2) + 1));
        var events = new EventStream(new MemoryStream(Encoding.UTF8.GetBytes(endless)));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await events.ReadAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class SlowStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(atOnce, buffer.Length)], cancellationToken);
    }
}
