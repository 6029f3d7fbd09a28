using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Tests.Configuration;

public sealed class CacheBinderTests
{
    [Fact]
    public void Instances_are_read_with_their_own_parameters()
    {
        var cache = Bind(
            ("CVMFS_CACHE_BASE", "/base"), ("CVMFS_CACHE_PRIMARY", "both"), ("CVMFS_CACHE_both_TYPE", "tiered"), ("CVMFS_CACHE_both_UPPER", "hot"),
            ("CVMFS_CACHE_both_LOWER", "cold"), ("CVMFS_CACHE_both_LOWER_READONLY", "yes"), ("CVMFS_CACHE_hot_TYPE", "ram"), ("CVMFS_CACHE_hot_SIZE", "50"),
            ("CVMFS_CACHE_cold_TYPE", "posix"), ("CVMFS_CACHE_cold_ALIEN", "/alien"));
        var tiered = Assert.IsType<CacheInstance.Tiered>(cache.Instance);
        Assert.True(tiered.IsLowerReadOnly);
        Assert.Equal(new CacheInstance.Memory("hot", 50 << 20), tiered.Upper);
        var cold = Assert.IsType<CacheInstance.Posix>(tiered.Lower);
        Assert.True(cold.IsAlien);
        Assert.Equal("/alien", cold.Directory);
        Assert.Null(cold.QuotaBytes);
        Assert.Equal("/base/sft.cern.ch", cache.Workspace);
    }

    [Fact]
    public void A_plug_in_has_a_place_and_a_command()
    {
        var cache = Bind(
            ("CVMFS_CACHE_PRIMARY", "plug"), ("CVMFS_CACHE_plug_TYPE", "external"), ("CVMFS_CACHE_plug_LOCATOR", "unix=/run/plug"),
            ("CVMFS_CACHE_plug_CMDLINE", "/usr/libexec/plug,/etc/plug.conf"));
        var external = Assert.IsType<CacheInstance.External>(cache.Instance);
        Assert.Equal("unix=/run/plug", external.Locator);
        Assert.Equal(["/usr/libexec/plug", "/etc/plug.conf"], external.CommandLine);
    }

    [Fact]
    public void The_classic_parameters_make_the_default_cache()
    {
        var cache = Bind(("CVMFS_CACHE_BASE", "/base"), ("CVMFS_SHARED_CACHE", "no"), ("CVMFS_QUOTA_LIMIT", "5000"), ("CVMFS_CACHE_REFCOUNT", "yes"));
        Assert.Equal(
            new CacheInstance.Posix("default", "/base/sft.cern.ch", "/base/sft.cern.ch", IsShared: false, IsAlien: false, 5000L << 20, SharesDescriptors: true),
            cache.Instance);
        Assert.Equal("/base/sft.cern.ch", cache.Directory);
    }

    [Theory]
    [InlineData("CVMFS_CACHE_PRIMARY=hot", "CVMFS_CACHE_hot_TYPE")]
    [InlineData("CVMFS_CACHE_PRIMARY=a CVMFS_CACHE_a_TYPE=tape", "posix, ram, tiered or external")]
    [InlineData("CVMFS_CACHE_PRIMARY=a CVMFS_CACHE_a_TYPE=tiered CVMFS_CACHE_a_UPPER=a CVMFS_CACHE_a_LOWER=default", "occurs twice")]
    [InlineData("CVMFS_CACHE_PRIMARY=a CVMFS_CACHE_a_TYPE=ram CVMFS_CACHE_a_MALLOC=arena", "libc or heap")]
    [InlineData("CVMFS_CACHE_PRIMARY=a CVMFS_CACHE_a_TYPE=ram CVMFS_CACHE_a_SIZE=200%", "percentage")]
    [InlineData("CVMFS_CACHE_PRIMARY=a CVMFS_CACHE_a_TYPE=external CVMFS_CACHE_a_LOCATOR=/run/x", "unix=/path or tcp=host:port")]
    [InlineData("CVMFS_CACHE_BASE=/a CVMFS_CACHE_DIR=/b", "CVMFS_CACHE_BASE")]
    public void Mistakes_are_named(string parameters, string expected)
    {
        var problems = new List<ConfigurationProblem>();
        _ = new CacheBinder(RepositoryName.Parse("sft.cern.ch"), new ParameterReader(Set([.. parameters.Split(' ').Select(text => (text.Split('=', 2)[0], text.Split('=', 2)[1]))]), problems)).Bind();
        Assert.Contains(problems, problem => problem.Message.Contains(expected, StringComparison.Ordinal));
    }

    private static CacheSettings Bind(params (string Key, string Value)[] parameters)
    {
        var problems = new List<ConfigurationProblem>();
        var cache = new CacheBinder(RepositoryName.Parse("sft.cern.ch"), new ParameterReader(Set(parameters), problems)).Bind();
        Assert.Empty(problems);
        return cache;
    }

    private static ConfigurationSet Set((string Key, string Value)[] parameters)
    {
        var set = new ConfigurationSet();
        foreach (var (key, value) in parameters)
            set.Set(key, value, "test.conf", 1);
        return set;
    }
}
