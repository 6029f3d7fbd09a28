namespace CernVM.Benchmarks.Client.Network;

/// <summary>The way to the server: direct, or through a relay that makes it long.</summary>
internal sealed class Road(int port, DelayRelay? relay) : IAsyncDisposable
{
    public int Port => relay?.Port ?? port;

    public ValueTask DisposeAsync() => relay?.DisposeAsync() ?? ValueTask.CompletedTask;
}
