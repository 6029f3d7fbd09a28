using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Mount.Metrics;
using CernVM.Cvmfs.Telemetry.Influx;

namespace CernVM.Cvmfs.Telemetry.Tests.Influx;

public sealed class InfluxPayloadTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1556813561).AddMicroseconds(98);

    [Fact]
    public void The_first_time_there_are_only_absolute_values_without_zeros() => Assert.Equal(
        "m_absolute,repo=test.example.org a=1,c=3 1556813561000098000\n",
        New().Next(Metrics(("c", 3), ("a", 1), ("b", 0)), Now));

    [Fact]
    public void From_the_second_time_on_changes_follow()
    {
        var payload = New();
        payload.Next(Metrics(("a", 1), ("b", 0), ("c", 3)), Now);
        Assert.Equal(
            "m_absolute,repo=test.example.org a=5,b=2,c=3 1556813561000098000\nm_delta,repo=test.example.org a=4,b=2,c=0 1556813561000098000\n",
            payload.Next(Metrics(("a", 5), ("b", 2), ("c", 3)), Now));
    }

    [Fact]
    public void Extra_tags_are_in_both_lines_and_extra_fields_in_the_first()
    {
        var payload = New(tags: "site=x", fields: "f=\"y\"");
        payload.Next(Metrics(("a", 1)), Now);
        Assert.Equal(
            "m_absolute,repo=test.example.org,site=x a=1,f=\"y\" 1556813561000098000\nm_delta,repo=test.example.org,site=x a=0 1556813561000098000\n",
            payload.Next(Metrics(("a", 1)), Now));
    }

    private static InfluxPayload New(string tags = "", string fields = "") => new(
        new InfluxSettings { Host = "h", Port = 1, MetricName = "m", Period = TimeSpan.FromSeconds(5), ExtraTags = tags, ExtraFields = fields },
        RepositoryName.Parse("test.example.org"));

    private static List<MountMetric> Metrics(params (string Name, long Value)[] values) =>
        [.. values.Select(value => new MountMetric(value.Name, value.Value, IsCounter: true, ""))];
}
