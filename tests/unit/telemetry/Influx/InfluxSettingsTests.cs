using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Telemetry.Influx;

namespace CernVM.Cvmfs.Telemetry.Tests.Influx;

public sealed class InfluxSettingsTests
{
    [Theory]
    [InlineData("1", 5)]
    [InlineData("5", 5)]
    [InlineData("300", 300)]
    public void The_rate_is_at_least_five_seconds(string rate, int seconds) =>
        Assert.Equal(seconds, Of(("SEND", "ON"), ("RATE", rate)).Settings!.Period.TotalSeconds);

    [Fact]
    public void Without_the_switch_nothing_is_sent_and_nothing_wrong()
    {
        Assert.Equal((null, null), Of(("RATE", "5")));
        Assert.Equal((null, null), Of(("SEND", "no"), ("RATE", "5")));
    }

    [Theory]
    [InlineData("CVMFS_INFLUX_HOST", "")]
    [InlineData("CVMFS_INFLUX_METRIC_NAME", "")]
    [InlineData("CVMFS_INFLUX_PORT", "0")]
    [InlineData("CVMFS_INFLUX_PORT", "65536")]
    [InlineData("CVMFS_INFLUX_PORT", "x")]
    [InlineData("CVMFS_TELEMETRY_RATE", "often")]
    [InlineData("CVMFS_TELEMETRY_RATE", "")]
    public void A_mistake_names_its_parameter(string key, string value)
    {
        var variables = Variables(("SEND", "ON"), ("RATE", "5"));
        variables[key] = value;
        Assert.Null(InfluxSettings.Of(Settings(variables), out var mistake));
        Assert.Contains(key, mistake, StringComparison.Ordinal);
    }

    private static (InfluxSettings? Settings, string? Mistake) Of(params (string Key, string Value)[] telemetry) =>
        (InfluxSettings.Of(Settings(Variables(telemetry)), out var mistake), mistake);

    private static Dictionary<string, string> Variables(params (string Key, string Value)[] telemetry)
    {
        var variables = new Dictionary<string, string> { ["CVMFS_INFLUX_HOST"] = "localhost", ["CVMFS_INFLUX_PORT"] = "8092", ["CVMFS_INFLUX_METRIC_NAME"] = "m" };
        foreach (var (key, value) in telemetry)
            variables["CVMFS_TELEMETRY_" + key] = value;
        return variables;
    }

    private static ClientSettings Settings(Dictionary<string, string> variables) => new()
    {
        Repository = RepositoryName.Parse("test.example.org"),
        Network = new NetworkSettings { Servers = [], Proxies = ProxyList.Direct },
        Cache = new CacheSettings { Directory = "/", Workspace = "/" },
        Trust = new TrustSettings { PublicKeyFiles = [] },
        Variables = variables,
    };
}
