using CernVM.Cvmfs.Client.Configuration;

namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>Connect time-outs and low-speed windows; they can be changed while requests run, and count for later ones.</summary>
internal sealed class NetworkTimeouts(NetworkSettings settings)
{
    private long _proxy = settings.ProxyTimeout.Ticks;
    private long _direct = settings.DirectTimeout.Ticks;

    /// <summary>Through a proxy; zero = none.</summary>
    public TimeSpan Proxy => new(Volatile.Read(ref _proxy));

    /// <summary>Without a proxy; zero = none.</summary>
    public TimeSpan Direct => new(Volatile.Read(ref _direct));

    /// <summary>Changes both.</summary>
    public void Set(TimeSpan proxy, TimeSpan direct)
    {
        Volatile.Write(ref _proxy, proxy.Ticks);
        Volatile.Write(ref _direct, direct.Ticks);
    }
}
