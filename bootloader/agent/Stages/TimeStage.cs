using System.Globalization;
using System.Net;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Bootloader.Agent.Time;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Kernel;
using DnsClient;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>
/// Sets the clock from the network, because signatures have dates. It never fails: most machines have a good clock, and a
/// bad one shows itself by a clear message of the repository stage.
/// </summary>
internal sealed class TimeStage(IConsole console, TimeProvider time) : IBootStage
{
    private const string Pool = "pool.ntp.org";
    private const int MaximumServers = 2;
    private static readonly TimeSpan PerServer = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan GoodEnough = TimeSpan.FromMilliseconds(500);

    /// <summary>Earlier than this software: a clock that shows less was never set.</summary>
    private static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public string Name => "time";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        TimeSpan? offset = await AskPoolAsync(state, cancellation).ConfigureAwait(false);
        string summary = "clock is right";
        if (offset is not { } found)
            summary = $"no answer from {Pool}; the machine's own clock is used";
        else if (found.Duration() > GoodEnough)
        {
            LinuxResult set = SystemSettings.SetClock(time.GetUtcNow() + found);
            summary = set.IsOk
                ? string.Create(CultureInfo.InvariantCulture, $"clock moved by {found.TotalSeconds:F1} s")
                : $"the clock could not be set: {set}";
        }

        DateTimeOffset now = time.GetUtcNow();
        if (now < Earliest)
            console.Note(string.Create(CultureInfo.InvariantCulture,
                $"the clock shows {now:yyyy-MM-dd}, which cannot be; signatures will look as if they came from the future. Set the machine's clock."));
        return StageResult.Done(string.Create(CultureInfo.InvariantCulture, $"{summary}; {now:yyyy-MM-dd HH:mm:ss} UTC"));
    }

    private async Task<TimeSpan?> AskPoolAsync(BootState state, CancellationToken cancellation)
    {
        if (state.Resolver.NameServers.Count == 0)
            return null;
        using var timer = new CancellationTokenSource(Total, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            foreach (IPAddress server in await ResolveAsync(state.Resolver.NameServers, both.Token).ConfigureAwait(false))
                if (await SntpClient.AskAsync(new IPEndPoint(server, SntpClient.Port), PerServer, time, both.Token).ConfigureAwait(false) is { } offset)
                    return offset;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }

        return null;
    }

    private static async Task<IReadOnlyList<IPAddress>> ResolveAsync(IReadOnlyList<IPAddress> nameServers, CancellationToken cancellation)
    {
        var options = new LookupClientOptions([.. nameServers]) { Timeout = PerServer, Retries = 0, UseCache = false, ThrowDnsErrors = false };
        try
        {
            IDnsQueryResponse answer = await new LookupClient(options).QueryAsync(Pool, QueryType.A, cancellationToken: cancellation).ConfigureAwait(false);
            return [.. answer.Answers.ARecords().Select(record => record.Address).Take(MaximumServers)];
        }
        catch (DnsResponseException)
        {
            return [];
        }
    }
}
