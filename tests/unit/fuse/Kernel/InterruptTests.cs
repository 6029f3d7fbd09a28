using CernVM.Cvmfs.Fuse.Kernel;

namespace CernVM.Cvmfs.Fuse.Tests.Kernel;

public class InterruptTests
{
    private readonly ManualClock clock = new();
    private readonly InterruptTable table;
    private readonly RequestSlot slot = new(CancellationToken.None);

    public InterruptTests()
    {
        table = new InterruptTable(clock);
        table.Add(slot);
    }

    [Fact]
    public void ARequestAtWorkIsInterrupted()
    {
        table.Begin(slot, 4);
        var token = slot.Token;
        table.Interrupt(3);
        Assert.False(token.IsCancellationRequested);
        table.Interrupt(4);
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public void ATokenAskedForLaterIsAlreadyCancelled()
    {
        table.Begin(slot, 4);
        table.Interrupt(4);
        Assert.True(slot.Token.IsCancellationRequested);
    }

    [Fact]
    public void AnInterruptThatComesFirstWaits()
    {
        table.Interrupt(4);
        table.Begin(slot, 4);
        Assert.True(slot.Token.IsCancellationRequested);
    }

    [Fact]
    public void TheNextRequestIsUntouched()
    {
        table.Begin(slot, 4);
        table.Interrupt(4);
        slot.End();
        table.Begin(slot, 6);
        Assert.False(slot.Token.IsCancellationRequested);
    }

    [Fact]
    public void AnInterruptThatComesTooLateIsForgotten()
    {
        table.Interrupt(4);
        clock.Seconds += 2;
        table.Begin(slot, 4);
        Assert.False(slot.Token.IsCancellationRequested);
    }

    [Fact]
    public void TheEndOfTheSessionEndsEveryWait()
    {
        using var end = new CancellationTokenSource();
        var other = new RequestSlot(end.Token);
        table.Begin(other, 4);
        var token = other.Token;
        end.Cancel();
        Assert.True(token.IsCancellationRequested);
    }

    private sealed class ManualClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
