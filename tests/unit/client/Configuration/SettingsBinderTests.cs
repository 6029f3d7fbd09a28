using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Tests.Configuration;

public sealed class SettingsBinderTests : IDisposable
{
    private static readonly RepositoryName Name = RepositoryName.Parse("sft.cern.ch");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_complete_configuration_is_bound()
    {
        var bound = Bind("""
            CVMFS_SERVER_URL="http://one.example.org/cvmfs/@fqrn@/;http://two.example.org/cvmfs/@org@"
            CVMFS_HTTP_PROXY='http://a:3128|http://b:3128;DIRECT'
            CVMFS_CACHE_BASE=/var/cache/x
            CVMFS_SHARED_CACHE=no
            CVMFS_QUOTA_LIMIT=10
            CVMFS_TIMEOUT=7
            CVMFS_SUID=On
            CVMFS_MAGIC_XATTRS_VISIBILITY=always
            CVMFS_USE_GEOAPI=no
            """);
        Assert.Empty(bound.Problems);
        var settings = bound.Settings!;
        Assert.Equal(["http://one.example.org/cvmfs/sft.cern.ch", "http://two.example.org/cvmfs/sft"], settings.Network.Servers.Select(server => server.ToString()));
        Assert.Equal("http://a:3128|http://b:3128;DIRECT", settings.Network.Proxies.ToString());
        Assert.Equal("/var/cache/x/sft.cern.ch", settings.Cache.Directory);
        Assert.Equal(10L << 20, settings.Cache.QuotaBytes);
        Assert.Equal(TimeSpan.FromSeconds(7), settings.Network.ProxyTimeout);
        Assert.True(settings.Presentation.Suid);
        Assert.Equal(XattrVisibility.Always, settings.Presentation.MagicXattrs);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_with_their_lines()
    {
        var bound = Bind("""
            CVMFS_SERVER_URL=gopher://x
            CVMFS_HTTP_PROXY=auto|http://a:1
            CVMFS_TIMEOUT=soon
            CVMFS_SUID=maybe
            CVMFS_STREAMING_CACHE=perhaps
            CVMFS_NOTIFICATION_SERVER=nowhere
            CVMFS_CACHE_PRIMARY=a-b
            CVMFS_TYPPO=1
            """);
        Assert.Null(bound.Settings);
        foreach (var line in Enumerable.Range(1, 7))
            Assert.Contains(bound.Problems, problem => problem.Line == line && !problem.IsWarning);
        Assert.Contains(bound.Problems, problem => problem.Line == 8 && problem.IsWarning && problem.Message.Contains("CVMFS_TYPPO", StringComparison.Ordinal));
        Assert.Equal(2, bound.ToFailure().LoaderExitCode);
    }

    [Fact]
    public void What_must_be_set_is_named()
    {
        var bound = Bind("");
        Assert.Contains(bound.Problems, problem => problem.Message.Contains("CVMFS_SERVER_URL", StringComparison.Ordinal));
        Assert.Contains(bound.Problems, problem => problem.Message.Contains("CVMFS_HTTP_PROXY", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CVMFS_MEMCACHE_SIZE=32", "CFG023")]
    [InlineData("CVMFS_LIBRARY_PATH=/opt", "CFG023")]
    [InlineData("CVMFS_IGNORE_SIGNATURE=yes", "CFG023")]
    [InlineData("CVMFS_SYSLOG_LEVEL=4", "CFG022")]
    [InlineData("CVMFS_SYSLOG_FACILITY=8", "CFG022")]
    public void What_makes_no_difference_is_told(string line, string identifier)
    {
        var problem = Assert.Single(Bind(line).Problems, problem => problem.Line == 1);
        Assert.Equal((identifier, true), (problem.Id, problem.IsWarning));
    }

    [Fact]
    public void What_is_switched_off_and_would_make_no_difference_is_not_told() =>
        Assert.DoesNotContain(Bind("CVMFS_IGNORE_SIGNATURE=no").Problems, problem => problem.Line == 1);

    [Theory]
    [InlineData("CVMFS_OOM_SCORE_ADJ=2000")]
    [InlineData("CVMFS_FUSE3_MAX_THREADS=1")]
    [InlineData("CVMFS_NOTIFICATION_SERVER=ftp://x")]
    [InlineData("_CVMFS_DEVEL_IGNORE_SIGNATURE_FAILURES=yes")]
    public void What_cannot_be_done_is_refused(string line) =>
        Assert.Contains(Bind(line).Problems, problem => problem.Line == 1 && !problem.IsWarning && problem.Message.Contains(line.Split('=')[0], StringComparison.Ordinal));

    [Fact]
    public void Threads_score_and_lifetime_are_read()
    {
        var bound = Bind("""
            CVMFS_SERVER_URL=http://x
            CVMFS_HTTP_PROXY=DIRECT
            CVMFS_FUSE3_MAX_THREADS=20
            CVMFS_FUSE3_IDLE_THREADS=3
            CVMFS_OOM_SCORE_ADJ=-500
            CVMFS_KCACHE_TIMEOUT=7
            CVMFS_FUSE_NOTIFY_INVALIDATION=no
            CVMFS_NOTIFICATION_SERVER=http://n:4929/api/v1
            CVMFS_TIMEOUT=2147483647
            CVMFS_CLIENT_PROFILE=single
            """);
        Assert.Empty(bound.Problems);
        var shown = bound.Settings!.Presentation;
        Assert.Equal((20, 3, -500), (shown.MaxThreads, shown.MaxIdleThreads, shown.OutOfMemoryScore));
        Assert.Equal(TimeSpan.FromSeconds(7), shown.KernelCacheTimeout);
        Assert.True(shown.ChangesUntold);
        Assert.Equal(new Uri("http://n:4929/api/v1"), bound.Settings.Revision.NotificationServer);

        // Timers know no more than 49 days.
        using var expiry = new CancellationTokenSource(bound.Settings.Network.ProxyTimeout);
        Assert.False(expiry.IsCancellationRequested);
    }

    [Fact]
    public void A_host_may_honour_more_keys()
    {
        var set = new ConfigurationSet();
        set.Set("CVMFS_METALINK_URL", "http://x", "f", 1);
        Assert.DoesNotContain(SettingsBinder.Bind(Name, set, new HashSet<string> { "CVMFS_METALINK_URL" }).Problems, problem => problem.Id == "CFG020");
        Assert.Contains(SettingsBinder.Bind(Name, set).Problems, problem => problem.Id == "CFG020");
    }

    [Fact]
    public void Later_files_of_the_chain_win()
    {
        Directory.CreateDirectory(_folder["domain.d"]);
        Directory.CreateDirectory(_folder["config.d"]);
        Directory.CreateDirectory(_folder["default.d"]);
        foreach (var (file, value) in new[] { ("default.conf", "1"), ("default.d/b.conf", "2"), ("default.local", "3"), ("domain.d/cern.ch.conf", "4"), ("config.d/sft.cern.ch.local", "5") })
            File.WriteAllText(_folder[file], $"CVMFS_TIMEOUT={value}\nONLY_{value}=x\n");
        var set = ConfigurationFiles.LoadChain(Name, _folder.Path);
        Assert.Equal("5", set.Find("CVMFS_TIMEOUT")!.Value);
        Assert.EndsWith("sft.cern.ch.local", set.Find("CVMFS_TIMEOUT")!.File, StringComparison.Ordinal);
        Assert.Equal(6, set.Values.Count());
    }

    [Fact]
    public void A_missing_file_is_a_problem() =>
        Assert.Single(ConfigurationFiles.Load([_folder["nothing.conf"]], Name).Problems, problem => problem.Id == "CFG002");

    public void Dispose() => _folder.Dispose();

    private BoundSettings Bind(string text)
    {
        var key = _folder["key.pub"];
        File.WriteAllText(key, "");
        var set = new ConfigurationSet();
        ConfigurationParser.Parse(set, "test.conf", text);
        set.Set("CVMFS_PUBLIC_KEY", key, "test.conf", 99);
        set.ExpandTemplates(Name);
        return SettingsBinder.Bind(Name, set);
    }
}
