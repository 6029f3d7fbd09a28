using System.IO.Compression;
using System.Net;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Ownership;
using CernVM.Cvmfs.Mount.Replacement;
using CernVM.Cvmfs.Mount.Talk;
using CernVM.Cvmfs.Mount.Tree;
using CernVM.Cvmfs.Mount.Xattrs;

namespace CernVM.Fuzz.Targets;

/// <summary>What commands of the control socket work on: a repository of two entries in files in memory, without a kernel and without a network.</summary>
internal sealed class TalkMount
{
    private const string Name = "test.example.org";

    private static readonly IPEndPoint NoNameServer = new(IPAddress.Loopback, 9);

    private readonly Uri _server;

    private TalkMount(Uri server, RepositoryClient client) => (_server, Context) = (server, NewContext(client));

    /// <summary>What commands get.</summary>
    public TalkContext Context { get; }

    /// <summary>Makes the repository and opens it.</summary>
    public static TalkMount Open()
    {
        var folder = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"cernvm-fuzz-talk-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var server = new Uri("file://" + folder);
        var cache = Path.Combine(folder, "cache");
        var settings = new ClientSettings
        {
            Repository = RepositoryName.Parse(Name),
            Network = new NetworkSettings
            {
                Servers = [server],
                Proxies = ProxyList.Direct,
                MaxRetries = 0,
                Dns = new DnsSettings { Server = NoNameServer, Retries = 0, Timeout = TimeSpan.FromMilliseconds(10), HostsFile = "/dev/null" },
            },
            Cache = new CacheSettings { Directory = cache, Workspace = cache, QuotaBytes = 1L << 30 },
            Trust = new TrustSettings { PublicKeyFiles = [] },
            Revision = new RevisionSettings { RootHash = Publish(folder) },
        };
        var opened = RepositoryClient.OpenAsync(settings, new ClientServices { Time = new ShortWaits() }, CancellationToken.None).GetAwaiter().GetResult();
        return opened.IsOk ? new TalkMount(server, opened.Value) : throw new InvalidOperationException(opened.Failure.Message);
    }

    /// <summary>Undoes changes of the network, so that nothing is ever sent to servers that an input has named.</summary>
    public async Task RestoreAsync()
    {
        var (network, external) = (Context.Client.Network, Context.Client.ExternalNetwork);
        network.SetHosts(_server.AbsoluteUri);
        external.SetHosts(_server.AbsoluteUri);
        network.SetFallbackProxies("");
        await network.SetProxiesAsync("DIRECT", CancellationToken.None);
        await external.SetProxiesAsync("DIRECT", CancellationToken.None);
        network.NameServer = NoNameServer;
    }

    private static TalkContext NewContext(RepositoryClient client)
    {
        var log = new MountLog([], TimeProvider.System);
        var magic = new MagicContext(client, new MountStatistics(TimeProvider.System), log, "/", TimeProvider.System)
        {
            History = [new ServedBy(DateTimeOffset.UnixEpoch, "1")],
        };
        var files = new CvmfsFileSystem(magic, new OwnershipPolicy(IdMap.Identity, IdMap.Identity, null, WorldReadable: false));
        var updater = new RevisionUpdater(client, null!, log, TimeProvider.System, files.RevisionShown);
        return new TalkContext(magic, "/cvmfs/" + Name, updater, new MountReplacement(magic, files, null!, updater));
    }

    private static ContentHash Publish(string folder)
    {
        var file = Path.Combine(folder, "catalog");
        var directory = new DirectoryEntry { Flags = EntryFlags.Directory, Mode = 0x41ED, Size = 4096, LinkCount = 2 };
        var content = Store(folder, "hello"u8, ObjectKind.Bulk);
        using (var writer = CatalogWriter.Create(file, new CatalogProperties { RootPrefix = RepositoryPath.Root }, directory))
        {
            writer.Insert(RepositoryPath.Parse("/dir"), directory);
            writer.Insert(RepositoryPath.Parse("/file"), new DirectoryEntry { Flags = EntryFlags.File, Mode = 0x81A4, Size = 5, LinkCount = 1, Hash = content });
            writer.Commit();
        }

        return Store(folder, File.ReadAllBytes(file), ObjectKind.Catalog);
    }

    private static ContentHash Store(string folder, ReadOnlySpan<byte> plain, ObjectKind kind)
    {
        using var stored = new MemoryStream();
        using (var zlib = new ZLibStream(stored, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(plain);
        var hash = ContentHash.Compute(ContentHashAlgorithm.Sha1, stored.ToArray());
        var file = Path.Combine(folder, new ObjectName(hash, kind).StorePath);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, stored.ToArray());
        return hash;
    }

    /// <summary>A clock on which the pauses after failed downloads take no time; what limits a download takes longer, and counts.</summary>
    private sealed class ShortWaits : TimeProvider
    {
        private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime <= LongestPause ? TimeSpan.Zero : dueTime, period);
    }
}
