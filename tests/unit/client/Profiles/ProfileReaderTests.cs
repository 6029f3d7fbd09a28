using System.Text;
using CernVM.Cvmfs.Client.Profiles;
using CernVM.Cvmfs.Formats;
using CsCheck;

namespace CernVM.Cvmfs.Client.Tests.Profiles;

public sealed class ProfileReaderTests
{
    private const string Text = """
        cvmfs-access-profile 1
        start 2 python3 -c 'import x'
        t bin/python3.11
        t lib/os.py
        f lib/odd\x0aname\x5c\xff
        f data/big	0-8388607,16777216-16777300
        cvmfs-access-profile 1
        start 0 another, joined with cat
        f a

        """;

    private static readonly Gen<RepositoryPath> SomePath =
        Gen.Byte.Where(value => value is not 0 and not (byte)'/').Array[1, 12].Where(name => RepositoryPath.IsName(name)).Array[1, 5]
            .Select(names => names.Aggregate(RepositoryPath.Root, (path, name) => path.Combine(name)));

    private static readonly Gen<IReadOnlyList<ProfileRange>> SomeRanges = Gen.Int[1, 1000].Array[0, 12].Select(steps =>
    {
        var ranges = new List<ProfileRange>();
        long at = 0;
        for (var i = 0; i + 1 < steps.Length; i += 2)
        {
            ranges.Add(new ProfileRange(at + steps[i], at + steps[i] + steps[i + 1]));
            at = ranges[^1].Last + 1;
        }

        return (IReadOnlyList<ProfileRange>)ranges;
    });

    private static readonly Gen<AccessProfile> SomeProfile =
        Gen.Select(Gen.Int[0, 9], Gen.Char[' ', '~'].Array[1, 30], Gen.Select(SomePath, Gen.Bool, SomeRanges, (path, isTrigger, ranges) => new ProfileFile(path, isTrigger, ranges)).Array[0, 8])
            .Select(start => new ProfileStart(ProfileWriter.Printable(new string(start.Item2)), start.Item1, start.Item3)).Array[0, 5]
            .Select(starts => new AccessProfile(starts));

    [Fact]
    public void The_example_is_read()
    {
        var profile = Read(Text).Value;
        Assert.Equal([("python3 -c 'import x'", 2, 4), ("another, joined with cat", 0, 1)], profile.Starts.Select(start => (start.Name, start.Threshold, start.Files.Count)));
        Assert.Equal([true, true, false, false], profile.Starts[0].Files.Select(file => file.IsTrigger));
        Assert.Equal("/lib/odd\nname\\\xff"u8.Length - 1, profile.Starts[0].Files[2].Path.Utf8.Length);
        Assert.Equal([new ProfileRange(0, 8388607), new ProfileRange(16777216, 16777300)], profile.Starts[0].Files[3].Ranges);
    }

    [Fact(Timeout = 60_000)]
    public void What_is_written_is_read_again() => SomeProfile.Sample(profile =>
    {
        var again = ProfileReader.Read(Encoding.ASCII.GetBytes(ProfileWriter.Write(profile))).Value;
        Assert.Equal(Flat(profile), Flat(again));
    });

    [Theory]
    [InlineData("", "PRF002")]
    [InlineData("cvmfs-access-profile 1", "PRF002")]
    [InlineData("cvmfs-access-profile 2\n", "PRF003")]
    [InlineData("cvmfs-access-profile 1\nhello\n", "PRF004")]
    [InlineData("cvmfs-access-profile 1\n\n", "PRF004")]
    [InlineData("cvmfs-access-profile 1\nstart x\n", "PRF005")]
    [InlineData("cvmfs-access-profile 1\nstart -1 x\n", "PRF005")]
    [InlineData("cvmfs-access-profile 1\nstart 1 \n", "PRF005")]
    [InlineData("cvmfs-access-profile 1\nf a\n", "PRF007")]
    [InlineData("cvmfs-access-profile 1\nstart 1 x\nf \n", "PRF008")]
    [InlineData("cvmfs-access-profile 1\nstart 1 x\nf a/../b\n", "PRF008")]
    [InlineData("cvmfs-access-profile 1\nstart 1 x\nf a\\x4\n", "PRF008")]
    [InlineData("cvmfs-access-profile 1\nstart 1 x\nf a\\x00\n", "PRF008")]
    [InlineData("cvmfs-access-profile 1\nstart 1 x\nf \u00e9\n", "PRF008")]
    [InlineData("cvmfs-access-profile 1\nstart 1 x\nf a\t\n", "PRF009")]
    [InlineData("cvmfs-access-profile 1\nstart 1 x\nf a\t5-4\n", "PRF009")]
    [InlineData("cvmfs-access-profile 1\nstart 1 x\nf a\t0-9,5-12\n", "PRF009")]
    [InlineData("cvmfs-access-profile 1\nstart 1 x\nf a\t0-9223372036854775807\n", "PRF009")]
    public void A_mistake_refuses_the_file_by_its_number(string text, string id) => Assert.Equal(id, Read(text).Error.Id);

    [Fact]
    public void Too_much_of_anything_is_refused()
    {
        Assert.Equal("PRF001", ProfileReader.Read(new byte[ProfileLimits.MaxLength + 1]).Error.Id);
        Assert.Equal("PRF006", Read(ProfileWriter.Header + "\n" + string.Concat(Enumerable.Repeat("start 0 x\n", ProfileLimits.MaxStarts + 1))).Error.Id);
        Assert.Equal("PRF006", Read(ProfileWriter.Header + "\nstart 0 x\n" + string.Concat(Enumerable.Repeat("f a\n", ProfileLimits.MaxFiles + 1))).Error.Id);
    }

    [Fact(Timeout = 60_000)]
    public void Hostile_bytes_are_refused_or_read_but_never_throw()
    {
        var good = Encoding.ASCII.GetBytes(Text);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample(change =>
        {
            var bytes = good.AsSpan(0, Math.Max(change.Item1 + 1, change.Item3)).ToArray();
            bytes[change.Item1] = change.Item2;
            _ = ProfileReader.Read(bytes).IsOk;
        });
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            _ = ProfileReader.Read([.. "cvmfs-access-profile 1\nstart 1 x\n"u8, .. bytes]).IsOk;
        });
    }

    private static Parsed<AccessProfile> Read(string text) => ProfileReader.Read(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));

    private static IEnumerable<string> Flat(AccessProfile profile) => profile.Starts.SelectMany(start => start.Files
        .Select(file => $"{Convert.ToHexString(file.Path.Utf8)} {file.IsTrigger} {string.Join(',', file.Ranges)}").Prepend($"{start.Name} {start.Threshold}"));
}
