using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Connect time-outs and low-speed windows; they can be changed while requests run, and count for later ones.</summary>
internal sealed class NetworkTimeouts(NetworkSettings settings)
{
    /// <summary>Longest time that is waited for anything: timers know no more than 49 days.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    private long _proxy = Limit(settings.ProxyTimeout).Ticks;
    private long _direct = Limit(settings.DirectTimeout).Ticks;

    /// <summary>Through a proxy; zero = none.</summary>
    public TimeSpan Proxy => new(Volatile.Read(ref _proxy));

    /// <summary>Without a proxy; zero = none.</summary>
    public TimeSpan Direct => new(Volatile.Read(ref _direct));

    /// <summary>The time, or <see cref="Longest"/>.</summary>
    public static TimeSpan Limit(TimeSpan time) => time < Longest ? time : Longest;

    /// <summary>Changes both.</summary>
    public void Set(TimeSpan proxy, TimeSpan direct)
    {
        Volatile.Write(ref _proxy, Limit(proxy).Ticks);
        Volatile.Write(ref _direct, Limit(direct).Ticks);
    }
}
