using CernVM.Cvmfs.Mount.Ownership;

namespace CernVM.Cvmfs.Mount.Tests;

public class IdMapTests
{
    [Fact]
    public void Numbers_are_mapped_others_take_the_default()
    {
        var map = IdMap.Parse(["# comment", "0 1000  # root", "", " 5\t6 ", "* 65534"], "map", []);

        Assert.Equal([1000u, 6u, 65534u], new[] { map[0], map[5], map[7] });
    }

    [Fact]
    public void Without_a_default_others_stay() => Assert.Equal(7u, IdMap.Parse(["0 1"], "map", [])[7]);

    [Fact]
    public void Every_mistake_is_located()
    {
        var errors = new List<string>();

        IdMap.Parse(["1 2", "a b", "1", "1 2 3", "-1 2"], "map", errors);

        Assert.Equal(4, errors.Count);
        Assert.StartsWith("map:2:", errors[0], StringComparison.Ordinal);
    }
}
