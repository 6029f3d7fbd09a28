using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Server.Publishing;
using CernVM.Cvmfs.Server.Repositories;
using CernVM.Cvmfs.Server.Sources;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Server.Tests;

/// <summary>A repository below a temporary root directory.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("server-").FullName;

    public TestRepository(Func<RepositorySettings, RepositorySettings>? change = null)
    {
        Places = new RepositoryPlaces(_root, RepositoryName.Parse("test.example.org"));
        var settings = new RepositorySettings
        {
            Name = Places.Name,
            UnionDirectory = Places.Union,
            Spool = new SpoolDirectory(Places.Spool),
            Stratum0 = $"file://{Places.Storage}",
            Storage = Places.Storage,
            KeyDirectory = Places.KeyDirectory,
        };
        Settings = change?.Invoke(settings) ?? settings;
        Directory.CreateDirectory(Tree);
    }

    public RepositoryPlaces Places { get; }

    public RepositorySettings Settings { get; }

    public RecordedProgress Progress { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2031, 5, 17, 13, 7, 11, TimeSpan.Zero));

    /// <summary>A directory to publish from.</summary>
    public string Tree => Path.Combine(_root, "tree");

    public Task<Repository> CreateAsync() => new RepositoryCreator(Places, Settings, Clock, Progress).CreateAsync(isReplicable: true, CancellationToken.None);

    public async Task<PublishResult> SyncAsync(string at = "/", Func<PublishRequest, PublishRequest>? change = null)
    {
        var repository = Repository.Open(Places);
        using var source = new DirectoryTreeSource(Tree, RepositoryPath.Parse(at), repository.Settings.IncludesXattrs);
        var request = new PublishRequest { Source = source };
        return await new Publisher(repository, Clock, Progress).PublishAsync(change?.Invoke(request) ?? request, CancellationToken.None);
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Tree, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Reads the published revision back.</summary>
    public async Task<PublishedTree> ReadAsync()
    {
        var repository = Repository.Open(Places);
        var manifest = await repository.ReadManifestAsync(CancellationToken.None);
        return await PublishedTree.ReadAsync(repository, manifest.RootCatalog, Path.Combine(_root, "read-back"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
