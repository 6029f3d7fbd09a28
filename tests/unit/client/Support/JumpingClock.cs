using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>The clock of a machine that somebody sets: the date jumps, what measures time spans and rings timers does not.</summary>
internal sealed class JumpingClock() : FakeTimeProvider(DateTimeOffset.UtcNow)
{
    private TimeSpan _jump;

    /// <summary>Sets the date by so much forwards or backwards.</summary>
    public void Jump(TimeSpan by) => _jump += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _jump;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>Lets time pass until the work is done, so that its pauses end.</summary>
    public async Task<T> PassWhileAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(work, Task.Run(Thread.Yield));
        }

        return await work;
    }
}
