using CernVM.Functional.Appliance.Tests.Harness;

namespace CernVM.Functional.Appliance.Tests.Composing;

/// <summary>Compositions that cannot succeed: one clear message, and nothing is left.</summary>
[Collection(ComposeCollection.Name)]
public sealed class ComposeFailureTests : IDisposable
{
    private const int DescriptionMistake = 3;
    private const int MachineLacksSomething = 4;
    private const int PackagesNotFetched = 5;
    private readonly WorkFolder _work = new();
    private readonly string _flavour;

    public ComposeFailureTests()
    {
        Products.RequireRoot();
        _flavour = _work.Write("flavour.yaml", TinyFlavour.Text);
    }

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task An_archive_that_cannot_be_reached_is_named()
    {
        using var closed = new ClosedPort();
        var mirror = $"http://127.0.0.1:{closed.Number}/debian";

        var compose = await ComposeAsync(_flavour, "cache", "out", "--mirror", mirror, "--security-mirror", mirror + "-security");

        var message = await FailedCleanlyAsync(compose, PackagesNotFetched);
        Assert.Contains("cannot be reached", message, StringComparison.Ordinal);
        Assert.Contains(mirror, message, StringComparison.Ordinal);
        Assert.Contains("Check the network", message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Unknown_packages_are_all_shown_with_their_places()
    {
        var file = _work.Write("wrong.yaml", "name: tiny\ntitle: Tiny\nsuite: trixie\npackages:\n  - no-such-package\n  - bash\n  - another-missing-one\n");

        var compose = await ComposeAsync(file, Products.PackageCache, "out");

        Assert.Equal(DescriptionMistake, compose.ExitCode);
        Assert.Equal(
            [
                $"{file}:5:5: FLV008: trixie has no package 'no-such-package' in main: correct the name or remove it",
                $"{file}:7:5: FLV008: trixie has no package 'another-missing-one' in main: correct the name or remove it",
            ],
            compose.Complaints);
        Assert.False(Directory.Exists(_work.In("out/tiny")));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_missing_program_is_named_with_its_package()
    {
        var programs = Directory.CreateDirectory(_work.In("programs")).FullName;
        foreach (var name in (string[])["apt-get", "apt-config", "dpkg-deb", "chroot", "umount", "find", "getcap", "setpriv", "unshare"])
            File.CreateSymbolicLink(Path.Combine(programs, name), (await _work.RequireAsync("which", name)).Trim());
        var path = new Dictionary<string, string> { ["PATH"] = programs };

        var compose = await _work.RunAsync(Products.Cernvm, path, "flavour", "compose", _flavour, "--output", "out", "--cache", Products.PackageCache);

        var message = await FailedCleanlyAsync(compose, MachineLacksSomething);
        Assert.Contains("'mmdebstrap' is not installed: run 'apt-get install mmdebstrap'", message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Too_little_room_for_the_result_is_seen_before_anything_is_installed()
    {
        await using var disk = await SmallDisk.MountAsync(_work, "size=20m");

        var compose = await ComposeAsync(_flavour, Products.PackageCache, disk.Path);

        var message = await FailedCleanlyAsync(compose, MachineLacksSomething, disk.Path);
        Assert.Contains($"'{disk.Path}' has", message, StringComparison.Ordinal);
        Assert.Contains("MB are needed", message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_disk_that_fills_up_while_packages_are_installed_is_named()
    {
        // Bytes are there, files are not: only the installation finds out.
        await using var disk = await SmallDisk.MountAsync(_work, "size=800m,nr_inodes=1500");

        var compose = await ComposeAsync(_flavour, Products.PackageCache, disk.Path);

        var message = await FailedCleanlyAsync(compose, MachineLacksSomething, disk.Path);
        Assert.Contains("no space left", message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_package_cache_without_room_is_not_taken_for_a_network_that_fails()
    {
        await using var disk = await SmallDisk.MountAsync(_work, "size=1m");

        var compose = await ComposeAsync(_flavour, disk.Path, "out");

        var message = await FailedCleanlyAsync(compose, MachineLacksSomething);
        Assert.Contains("no space left", message, StringComparison.Ordinal);
        Assert.Contains("--cache", message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task An_output_that_is_a_file_is_named()
    {
        var compose = await ComposeAsync(_flavour, Products.PackageCache, _work.Write("taken", string.Empty));

        Assert.Equal(MachineLacksSomething, compose.ExitCode);
        Assert.Contains(_work.In("taken"), Assert.Single(compose.Complaints), StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Without_root_the_cure_is_named()
    {
        // The executables may lie where only root can read.
        File.Copy(Products.Cernvm, _work.In("cernvm"));
        File.SetUnixFileMode(_work.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        var compose = await _work.RunAsync("setpriv", null, "--reuid", "65534", "--regid", "65534", "--clear-groups", "./cernvm", "flavour", "compose", "flavour.yaml", "--output", "out", "--cache", "cache");

        Assert.Equal(MachineLacksSomething, compose.ExitCode);
        Assert.Contains("needs root", Assert.Single(compose.Complaints), StringComparison.Ordinal);
    }

    private Task<ProgramResult> ComposeAsync(string flavour, string cache, string output, params string[] more) =>
        _work.CernvmAsync(["flavour", "compose", flavour, "--cache", cache, "--output", output, .. more]);

    /// <summary>One message, no result, no staging folder, no mount, no process.</summary>
    private async Task<string> FailedCleanlyAsync(ProgramResult compose, int code, string? output = null)
    {
        output ??= _work.In("out");
        Assert.True(compose.ExitCode == code, $"expected {code}, got {compose}");
        var message = Assert.Single(compose.Complaints);
        Assert.StartsWith("cernvm: ", message, StringComparison.Ordinal);
        await _work.NoProcessesAsync();
        _work.AssertNoMounts(output);
        if (Directory.Exists(output))
            Assert.Empty(Directory.GetDirectories(output));
        return message;
    }
}
