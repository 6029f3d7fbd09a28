using System.Text;
using CernVM.Cvmfs.Client.Profiles;
using CsCheck;

namespace CernVM.Cvmfs.Client.Tests.Profiles;

public sealed class BundleReaderTests
{
    private const string Bundle = """
        { "name": "CVMFS_BUNDLE", "version": "1.0.0", "encoding": "UTF-8", "later": { "a": [1, 2] },
          "dependencies": [ "/lib/libfoo.so", "/data/ä.bin" ] }
        """;

    [Fact]
    public void The_dependencies_are_read_and_other_fields_skipped()
    {
        var start = BundleReader.Read(Encoding.UTF8.GetBytes(Bundle)).Value;
        Assert.Equal(("CVMFS_BUNDLE", 0), (start.Name, start.Threshold));
        Assert.Equal(["/lib/libfoo.so", "/data/ä.bin"], start.Files.Select(file => file.Path.ToString()));
    }

    [Theory]
    [InlineData("", "BDL002")]
    [InlineData("[]", "BDL002")]
    [InlineData("{", "BDL002")]
    [InlineData("{} {}", "BDL002")]
    [InlineData("""{ "dependencies": "/a" }""", "BDL003")]
    [InlineData("""{ "dependencies": [ 7 ] }""", "BDL003")]
    [InlineData("""{ "dependencies": [ "a" ] }""", "BDL004")]
    [InlineData("""{ "dependencies": [ "/../a" ] }""", "BDL004")]
    public void A_mistake_refuses_the_file_by_its_number(string json, string id) => Assert.Equal(id, BundleReader.Read(Encoding.UTF8.GetBytes(json)).Error.Id);

    [Fact(Timeout = 60_000)]
    public void Hostile_bytes_are_refused_or_read_but_never_throw()
    {
        var good = Encoding.UTF8.GetBytes(Bundle);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample(change =>
        {
            var bytes = good.AsSpan(0, Math.Max(change.Item1 + 1, change.Item3)).ToArray();
            bytes[change.Item1] = change.Item2;
            _ = BundleReader.Read(bytes).IsOk;
        });
    }
}
