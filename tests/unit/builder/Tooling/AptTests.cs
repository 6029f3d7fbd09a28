using CernVM.Builder.Tooling.Debian;
using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Processes;
using CernVM.Builder.Tooling.Staging;

namespace CernVM.Builder.Tests.Tooling;

public sealed class AptTests
{
    [Fact]
    public void Both_forms_of_sources_are_read()
    {
        var lines = AptSources.ParseLines("# c\ndeb [arch=amd64 signed-by=/k] http://m.example/debian/ trixie main contrib # x\ndeb-src http://m.example/debian trixie main\n");
        var stanzas = AptSources.ParseStanzas("Types: deb deb-src\nURIs: http://m.example/debian-security\n  http://n.example/debian-security\nSuites: a b\nComponents: main\n\nTypes: deb\nEnabled: no\nURIs: http://off.example\n");

        Assert.Equal(["http://m.example/debian trixie main contrib"], lines.Select(Text));
        Assert.Equal(["http://m.example/debian-security a b main", "http://n.example/debian-security a b main"], stanzas.Select(Text));
    }

    [Fact]
    public void Mirrors_come_from_the_machine_unless_given()
    {
        AptSource[] sources = [new("http://other.example/apt", [], []), new("http://m.example/debian-security", [], []), new("http://m.example/debian", [], [])];

        Assert.Equal(new DebianMirrors("http://m.example/debian", "http://m.example/debian-security"), DebianMirrors.Choose(null, null, sources));
        Assert.Equal("http://x.example/d", DebianMirrors.Choose("http://x.example/d/", null, sources).Main);
        Assert.Contains("--mirror", Assert.Throws<BuildFailureException>(() => DebianMirrors.Choose(null, null, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_is_read_from_the_addresses_that_apt_prints()
    {
        var plan = PrivateApt.ParsePlan("Need to get 3 MB of archives.\nAfter this operation, 12.5 MB of additional disk space will be used.\n'http://m.example/p/git_1.deb' git_1%3a2.47-1_amd64.deb 2000 SHA256:ab\n'http://m.example/p/a.deb' a_1_all.deb 10 \n");

        Assert.Equal(["a 1 10", "git 1:2.47-1 2000"], plan.Packages.Select(package => $"{package.Name} {package.Version} {package.Size}"));
        Assert.Equal(12_500_000, plan.InstalledBytes);
    }

    [Theory]
    [InlineData("E: Failed to fetch http://x  Could not connect to 127.0.0.1:9", FailureKind.Packages, "cannot be reached")]
    [InlineData("W: GPG error: http://x trixie InRelease: NO_PUBKEY 123", FailureKind.Packages, "signature")]
    [InlineData("E: Failed to fetch http://x  Write error - write (28: No space left on device)", FailureKind.Environment, "no space left")]
    [InlineData("E: You don't have enough free space in /a/.", FailureKind.Environment, "no space left")]
    public void What_apt_says_becomes_one_message(string text, FailureKind kind, string words)
    {
        var failure = AptErrors.Explain(new ToolResult(100, string.Empty, text), "fetching");

        Assert.Equal(kind, failure.Kind);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_unknown_package_is_named_once() =>
        Assert.Equal(["nosuch", "other"], AptErrors.UnknownPackages("E: Unable to locate package nosuch\nE: Unable to locate package nosuch\nE: Package 'other' has no installation candidate\n"));

    [Fact]
    public void Only_settings_about_reaching_archives_are_taken_over() =>
        Assert.Equal(["Acquire::http::Proxy \"http://p.example:3128\";"], AptSettings.Choose("APT::Periodic \"1\";\nAcquire::http \"\";\nAcquire::http::Proxy \"http://p.example:3128\";\nDPkg::Post-Invoke:: \"rm\";\n"));

    [Fact]
    public void Mounts_below_a_folder_are_found_deepest_first()
    {
        const string Table = "1 2 0:1 / / rw - ext4 a rw\n3 1 0:2 / /o/.staging/root/proc rw - proc p rw\n4 3 0:2 / /o/.staging/root/proc/with\\040blank rw - x p rw\n5 1 0:2 / /o/.staging2 rw - x p rw\n";

        Assert.Equal(["/o/.staging/root/proc/with blank", "/o/.staging/root/proc"], MountTable.Below("/o/.staging", Table));
    }

    private static string Text(AptSource source) => $"{source.Address} {string.Join(' ', source.Suites)} {string.Join(' ', source.Components)}";
}
