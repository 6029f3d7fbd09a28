using System.Globalization;

namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>A repository that the test publishes itself, its web server and a mount of it.</summary>
internal sealed class PublishedSite : IAsyncDisposable
{
    public const string Fqrn = "changing.example.org";

    private readonly string _root;
    private readonly RepositoryServer _server;

    private PublishedSite(string root, RepositoryServer server)
    {
        _root = root;
        _server = server;
        Mount = new MountedRepository(Repository(root), server.Url);
    }

    public MountedRepository Mount { get; }

    private static Interop Repository(string root) => new("", Fqrn)
    {
        StorageFolder = Path.Combine(root, "srv/cvmfs", Fqrn),
        PublicKeyFile = Path.Combine(root, "etc/cvmfs/keys", Fqrn + ".pub"),
    };

    public string Url => _server.Url;

    /// <summary>Makes the repository, empty.</summary>
    public static async Task<PublishedSite> CreateAsync(params string[] settings)
    {
        Products.RequireMounting();
        var root = Directory.CreateTempSubdirectory("cvmfs-changing-").FullName;
        string[] options = [.. settings.SelectMany(setting => new[] { "--set", setting })];
        await ServerAsync(root, ["mkfs", "-w", $"file://{root}/srv/cvmfs/{Fqrn}", .. options, Fqrn]);
        return new PublishedSite(root, RepositoryServer.Start(Repository(root).Storage));
    }

    /// <summary>The signed manifest of the present revision.</summary>
    public byte[] Manifest => File.ReadAllBytes(Path.Combine(_root, "srv/cvmfs", Fqrn, ".cvmfspublished"));

    public string PathOf(string path) => Path.Combine(Mount.MountPoint, path);

    /// <summary>Changes the tree by a script that runs in its top, and publishes it.</summary>
    public async Task PublishAsync(string script)
    {
        await ServerAsync(_root, ["transaction", Fqrn]);
        await Command.RequireAsync("sh", "-euc", $"cd '{_root}/cvmfs/{Fqrn}' && {script}");
        await ServerAsync(_root, ["publish", Fqrn]);
    }

    public async Task<string> TalkAsync(params string[] words) =>
        (await Command.RequireAsync(Products.Executable("cvmfs_talk"), ["-p", await Mount.XattrAsync("user.talk_socket"), .. words])).Trim();

    /// <summary>A figure of <c>internal affairs</c>.</summary>
    public async Task<long> CounterAsync(string name)
    {
        var affairs = await TalkAsync("internal", "affairs");
        return long.Parse(affairs.Split('\n').Single(line => line.StartsWith(name + "|", StringComparison.Ordinal)).Split('|')[1], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Mount.DisposeAsync();
        await _server.DisposeAsync();
        await ServerAsync(_root, ["rmfs", "-f", Fqrn]);
        Directory.Delete(_root, recursive: true);
    }

    private static async Task ServerAsync(string root, string[] arguments)
    {
        var environment = new Dictionary<string, string> { ["CVMFS_ROOT_DIR"] = root };
        var result = await Command.RunAsync(Products.Executable("cvmfs_server"), arguments, environment);
        Assert.True(result.ExitCode == 0, $"cvmfs_server {string.Join(' ', arguments)}: {result.ExitCode}: {result.Errors}");
    }
}
