using System.Diagnostics;
using CernVM.Soak.Content;

namespace CernVM.Soak.Site;

/// <summary>The repository, its publisher and its web server.</summary>
internal sealed class Repository : IDisposable
{
    /// <summary>Its name.</summary>
    public const string Name = "soak.example.org";

    private readonly string _bin;
    private readonly string _source;
    private readonly string _site;
    private readonly string _log;
    private readonly SourceTree _tree;
    private readonly Process _server;

    private Repository(string bin, string work, int seed)
    {
        _bin = bin;
        _site = Path.Combine(work, "site");
        _log = Path.Combine(work, "publisher.log");
        _source = Directory.CreateDirectory(Path.Combine(work, "source")).FullName;
        _tree = new SourceTree(_source, seed);
        Port = Ports.Free();
        Directory.CreateDirectory(Storage);
        _server = Programs.Start(Path.Combine(work, "server.log"), Path.Combine(bin, "cvmfs_server"), "serve", "--listen", $"127.0.0.1:{Port}", "--root", Storage);
    }

    /// <summary>Where the web server listens.</summary>
    public int Port { get; }

    /// <summary>File with the master key's public part.</summary>
    public string PublicKey => Path.Combine(_site, "etc/cvmfs/keys", Name + ".pub");

    /// <summary>Newest version of the content.</summary>
    public int Version => _tree.Version;

    private string Storage => Path.Combine(_site, "srv/cvmfs");

    /// <summary>Makes it, with a time to live as short as the interval between revisions.</summary>
    public static async Task<Repository> CreateAsync(string bin, string work, SoakOptions options, CancellationToken cancel)
    {
        var repository = new Repository(bin, work, options.Seed);
        try
        {
            await Ports.ListensAsync(repository.Port, cancel);
            await repository.PublisherAsync(
                cancel, "mkfs", "-o", "root", "-w", $"file://{repository.Storage}/{Name}", "--set", $"CVMFS_REPOSITORY_TTL={Math.Ceiling(options.Interval.TotalSeconds)}", Name);
            await repository.PublisherAsync(cancel, "sync", Name, repository._source);
            return repository;
        }
        catch
        {
            repository.Dispose();
            throw;
        }
    }

    /// <summary>Publishes the next version.</summary>
    public Task PublishAsync(CancellationToken cancel)
    {
        _tree.Step();
        return PublisherAsync(cancel, "sync", Name, _source);
    }

    public void Dispose()
    {
        _server.Kill();
        _server.Dispose();
    }

    private Task PublisherAsync(CancellationToken cancel, params string[] arguments) =>
        Programs.RunAsync(_log, cancel, ["env", "CVMFS_ROOT_DIR=" + _site, Path.Combine(_bin, "cvmfs_server"), .. arguments]);
}
