using CernVM.Bootloader.Agent.CommandLine;
using CsCheck;

namespace CernVM.Bootloader.Agent.Tests.CommandLine;

public sealed class KernelCommandLineTests
{
    [Fact]
    public void Every_option_of_the_agent_is_read()
    {
        BootOptions options = BootOptions.From(KernelCommandLine.Parse(
            "BOOT_IMAGE=/vmlinuz cernvm_path=cvm4 cvmfs_repos=cernvm-prod.cern.ch cvmfs_server=a.example,b.example cvmfs_cdn=NONE " +
            "cvmfs_repository_tag=HEAD4 cvmfs_proxy=\"http://p:3128;DIRECT\" cvmfs_url=http://x/cvmfs/r cvmdebug cvmssh quiet\n"));

        Assert.Equal(
            new BootOptions
            {
                Path = "cvm4", Repository = "cernvm-prod.cern.ch", Server = "a.example,b.example", Cdn = "NONE", Tag = "HEAD4",
                Proxy = "http://p:3128;DIRECT", Url = "http://x/cvmfs/r", Debug = true, SshRequested = true,
            },
            options);
    }

    [Theory]
    [InlineData("a=1 a=2", "2")]
    [InlineData("a=\"x y\" b", "x y")]
    [InlineData("\"a=x y\"", "x y")]
    [InlineData("a=b=c", "b=c")]
    [InlineData("a=", null)]
    [InlineData("a", null)]
    [InlineData("ab=1", null)]
    public void Words_are_split_as_the_kernel_does(string line, string? expected) =>
        Assert.Equal(expected, KernelCommandLine.Parse(line).Value("a"));

    [Fact]
    public void A_bare_word_is_there_without_a_value() => Assert.True(KernelCommandLine.Parse(" cvmdebug ").Has("cvmdebug"));

    [Fact]
    public void No_text_makes_the_parser_fail() => Gen.String.Sample(text => KernelCommandLine.Parse(text).Has("cvmdebug") || true);
}
