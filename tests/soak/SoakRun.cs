using CernVM.Soak.Clients;
using CernVM.Soak.Readers;
using CernVM.Soak.Site;

namespace CernVM.Soak;

/// <summary>Publisher, proxies, mounts and readers at work at once, and what must hold at the end.</summary>
internal sealed class SoakRun(SoakOptions options)
{
    private const int Mounts = 4;

    private static readonly TimeSpan s_sampleInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_proxyInterval = TimeSpan.FromSeconds(10);

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">Something that must hold did not; the working folder is kept.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        var work = Directory.CreateDirectory(Path.Combine(options.Work, $"soak-{Environment.ProcessId}")).FullName;
        using var repository = await Repository.CreateAsync(options.Bin, work, options, cancel);
        using var lasting = await DyingProxy.StartAsync(Path.Combine(work, "proxy-1"), cancel);
        using var dying = await DyingProxy.StartAsync(Path.Combine(work, "proxy-2"), cancel);
        var mounts = new List<ClientMount>();
        try
        {
            for (var number = 0; number < Mounts; number++)
                mounts.Add(await MountAsync(work, number, repository, [lasting.Port, dying.Port], cancel));
            await StrainAsync(repository, dying, mounts, cancel);
            foreach (var mount in mounts)
                await mount.UnmountAsync(cancel);
            foreach (var cache in mounts.Select((_, number) => Cache(work, number)).Distinct())
                await mounts[0].CheckCacheAsync(ObjectsOf(cache), cancel);
        }
        finally
        {
            mounts.ForEach(mount => mount.Dispose());
        }

        Directory.Delete(work, recursive: true);
    }

    // The first two mounts share a cache: same process rights, same database, different sizes of everything else.
    private static string Cache(string work, int number) => Path.Combine(work, number < 2 ? "cache-shared" : $"cache-{number}");

    private static string ObjectsOf(string cache) => Path.Combine(cache, Directory.Exists(Path.Combine(cache, "shared")) ? "shared" : Repository.Name);

    private Task<ClientMount> MountAsync(string work, int number, Repository repository, int[] proxies, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(work, $"mount-{number}")).FullName;
        return ClientMount.MountAsync(options.Bin, folder, Cache(work, number), isShared: number < 2, repository, proxies, cancel);
    }

    private async Task StrainAsync(Repository repository, DyingProxy dying, List<ClientMount> mounts, CancellationToken cancel)
    {
        var until = DateTimeOffset.UtcNow + options.Duration;
        var readers = Enumerable.Range(0, options.Processes)
            .Select(number => new ReaderProcess(new ReaderOptions(mounts[number % mounts.Count].Root, options.Seed + number, until))).ToArray();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var background = new[] { PublishAsync(repository, stop.Token), KillAsync(dying, stop.Token), WatchAsync(repository, mounts, stop.Token) };
        try
        {
            // The first failure of anybody ends the run, not only that of a reader.
            var reading = readers.Select(reader => reader.EndAsync(cancel)).ToList();
            for (var pending = reading.ConvertAll(task => (Task)task); pending.Count > 0;)
            {
                var ended = await Task.WhenAny([.. background, .. pending]);
                await ended;
                pending.Remove(ended);
            }

            var reports = await Task.WhenAll(reading);
            Console.WriteLine($"{reports.Sum(report => report.Files)} files, {reports.Sum(report => report.Bytes) >> 20} MiB read by {reports.Length} processes; newest version {repository.Version}");
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(background.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
            foreach (var reader in readers)
                reader.Dispose();
        }

        var leaks = mounts.Select(mount => mount.Watch!.Leak()).OfType<string>().ToArray();
        if (leaks.Length > 0)
            throw new InvalidOperationException(string.Join('\n', leaks));
    }

    private async Task PublishAsync(Repository repository, CancellationToken cancel)
    {
        using var clock = new PeriodicTimer(options.Interval);
        while (await clock.WaitForNextTickAsync(cancel))
            await repository.PublishAsync(cancel);
    }

    private static async Task KillAsync(DyingProxy proxy, CancellationToken cancel)
    {
        using var clock = new PeriodicTimer(s_proxyInterval);
        while (await clock.WaitForNextTickAsync(cancel))
        {
            proxy.Kill();
            await clock.WaitForNextTickAsync(cancel);
            await proxy.ReviveAsync(cancel);
        }
    }

    private static async Task WatchAsync(Repository repository, List<ClientMount> mounts, CancellationToken cancel)
    {
        using var clock = new PeriodicTimer(s_sampleInterval);
        for (var tick = 1; await clock.WaitForNextTickAsync(cancel); tick++)
        {
            mounts.ForEach(mount => mount.Watch!.Sample());
            if (tick % 12 == 0)
                Console.WriteLine($"[{DateTime.UtcNow:HH:mm:ss}] version {repository.Version}; peak memory {string.Join(", ", mounts.Select(mount => mount.Watch!.PeakKibibytes >> 10))} MiB; "
                    + $"descriptors {string.Join(", ", mounts.Select(mount => mount.Watch!.PeakDescriptors))}");
        }
    }
}
