using CernVM.Bootloader.Agent.Repository;
using CernVM.Bootloader.Agent.Settings;

namespace CernVM.Bootloader.Agent.Tests.Repository;

public sealed class SnapshotPinTests : IDisposable
{
    private const string Hash = "0123456789abcdef0123456789abcdef01234567";
    private static readonly BootSettings Settings = new("os.cernvm.local", "debian13", "v1", ["http://a/x", "http://b/x"], "DIRECT", []);
    private readonly TemporaryFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void What_is_pinned_is_read_back()
    {
        SnapshotPin.Write(_scratch.Path, Hash, "v1");

        Assert.Equal($"{Hash}\nv1\n", _scratch.Read("aux/cvmfs_snapshot"));
        Assert.Equal(new SnapshotPin(Hash, "v1"), SnapshotPin.Read(_scratch.Path));
    }

    [Fact]
    public void A_forced_tag_goes_before_the_snapshot()
    {
        SnapshotPin.Write(_scratch.Path, Hash, "v1");
        _scratch.Write("aux/cvmfs_force_tag", "v2\n");

        Assert.Equal(new SnapshotPin(null, "v2"), SnapshotPin.Read(_scratch.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\n")]
    [InlineData("0123\nv1\n")]
    [InlineData("0123456789abcdef0123456789abcdef0123456\"\nv1\n")]
    public void A_damaged_file_pins_nothing(string text)
    {
        _scratch.Write("aux/cvmfs_snapshot", text);

        Assert.Equal(SnapshotPin.None, SnapshotPin.Read(_scratch.Path));
    }

    [Theory]
    [InlineData(Hash, true)]
    [InlineData(Hash + "-shake128", true)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF01234567", false)]
    public void Hashes_are_told_from_other_words(string text, bool isHash) => Assert.Equal(isHash, SnapshotPin.IsHash(text));

    [Fact]
    public void The_daemons_configuration_names_servers_keys_cache_and_the_snapshot()
    {
        string free = CvmfsConfiguration.Text(Settings, SnapshotPin.None, "/root.rw", 20L << 30, "/etc/cvmfs/keys/os.cernvm.local");
        string pinned = CvmfsConfiguration.Text(Settings, new SnapshotPin(Hash, "v1"), "/root.rw", 1000L << 20, "/k");
        string forced = CvmfsConfiguration.Text(Settings, new SnapshotPin(null, "v2"), "/root.rw", 1000L << 20, "/k");

        Assert.Contains("CVMFS_SERVER_URL=\"http://a/x;http://b/x\"\n", free, StringComparison.Ordinal);
        Assert.Contains("CVMFS_KEYS_DIR=\"/etc/cvmfs/keys/os.cernvm.local\"\n", free, StringComparison.Ordinal);
        Assert.Contains("CVMFS_CACHE_BASE=\"/root.rw/cache\"\n", free, StringComparison.Ordinal);
        Assert.Contains("CVMFS_QUOTA_LIMIT=\"2000\"\n", free, StringComparison.Ordinal);
        Assert.Contains("CVMFS_REPOSITORY_TAG=\"v1\"\n", free, StringComparison.Ordinal);
        Assert.Contains($"CVMFS_ROOT_HASH=\"{Hash}\"\n", pinned, StringComparison.Ordinal);
        Assert.DoesNotContain("REPOSITORY_TAG", pinned, StringComparison.Ordinal);
        Assert.Contains("CVMFS_QUOTA_LIMIT=\"500\"\n", pinned, StringComparison.Ordinal);
        Assert.Contains("CVMFS_REPOSITORY_TAG=\"v2\"\n", forced, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256, 32)]
    [InlineData(512, 64)]
    [InlineData(1000, 125)]
    [InlineData(20_000, 256)]
    public void An_access_profile_may_bring_a_quarter_of_the_cache(long scratchMiB, long budget)
    {
        string text = CvmfsConfiguration.Text(Settings, SnapshotPin.None, "/root.rw", scratchMiB << 20, "/k");

        Assert.Contains($"CVMFS_PROFILE_BUDGET=\"{budget}\"\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PROFILE_RECORD", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_is_recorded_without_the_help_of_another_one()
    {
        string text = CvmfsConfiguration.Text(Settings with { RecordProfile = "debian13-1" }, SnapshotPin.None, "/root.rw", 20L << 30, "/k");

        Assert.Contains("CVMFS_PROFILE_RECORD=\"debian13-1\"\n", text, StringComparison.Ordinal);
        Assert.Contains("CVMFS_PROFILE_BUDGET=\"0\"\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, false, "signature does not fit")]
    [InlineData(2, false, "refuses its configuration")]
    [InlineData(16, true, "cannot be loaded from http://a/x, http://b/x")]
    [InlineData(null, true, "cannot be loaded from")]
    [InlineData(22, false, "The tag 'v1'")]
    [InlineData(1, true, "cannot be mounted")]
    public void An_exit_code_becomes_a_message_and_a_decision(int? code, bool retry, string what)
    {
        MountVerdict verdict = MountVerdict.Of(code, Settings, "last words");

        Assert.Equal(retry, verdict.IsWorthARetry);
        Assert.Contains(what, verdict.Failure.What, StringComparison.Ordinal);
        Assert.Equal("last words", verdict.Failure.Why);
        Assert.NotEmpty(verdict.Failure.Cure);
    }
}
