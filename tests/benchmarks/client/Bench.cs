using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Network;
using CernVM.Benchmarks.Client.Repositories;

namespace CernVM.Benchmarks.Client;

/// <summary>Everything that the lines share: repositories, server, contenders, and the folder that all of it lies in.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly WorkFolder _folder;
    private readonly WebServer _server;
    private readonly string _bin;

    private Bench(WorkFolder folder, WebServer server, string bin, Publisher publisher, IReadOnlyList<Contender> contenders)
    {
        _bin = bin;
        _folder = folder;
        _server = server;
        Publisher = publisher;
        Contenders = contenders;
    }

    /// <summary>Makes repositories.</summary>
    public Publisher Publisher { get; }

    /// <summary>Those that are compared, in the order in which they take turns.</summary>
    public IReadOnlyList<Contender> Contenders { get; }

    /// <summary>Where the server listens.</summary>
    public int ServerPort => _server.Port;

    /// <summary>Which server it is.</summary>
    public string ServerName => _server.Name;

    /// <summary>A folder for notes of the lines.</summary>
    public string Notes => Directory.CreateDirectory(Path.Combine(_folder.Path, "notes")).FullName;

    public static async Task<Bench> OpenAsync(Options options, CancellationToken cancel)
    {
        var folder = new WorkFolder(options.Work);
        try
        {
            var publisher = new Publisher(options.Bin, folder.Path);
            var contenders = new List<Contender> { new MountedContender(ContenderKind.Ours, options.Bin, folder.Path) };
            if (options.Original is { } original)
                contenders.Add(new MountedContender(ContenderKind.Original, original, folder.Path));
            contenders.Add(new PlainContender());
            return new Bench(folder, await WebServer.StartAsync(options.Bin, publisher.Storage, folder.Path, cancel), options.Bin, publisher, contenders);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Makes access profiles.</summary>
    public ProfileRecorder Profiles => new(_bin, Contenders[0]);

    /// <summary>A cache that stays until the end, so that a contender fetches what several warm lines use only once.</summary>
    public string KeptCache(ContenderKind kind, PublishedRepository repository) =>
        Directory.CreateDirectory(Path.Combine(_folder.Path, "kept", $"{kind}-{repository.Name}")).FullName;

    /// <summary>An empty folder; dispose it to delete it.</summary>
    public WorkFolder NewFolder() => new(_folder.Path);

    /// <summary>The way to the server.</summary>
    public Road RoadOf(TimeSpan roundTrip) => new(ServerPort, roundTrip > TimeSpan.Zero ? new DelayRelay(ServerPort, roundTrip) : null);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
