namespace CernVM.Contexts.Agent.Tests.Stages;

public sealed class AmiconfigTests : IDisposable
{
    private const string Text = """
        [amiconfig]
        plugins=cernvm
        [hostname]
        hostname=vaf1.example.org
        [cernvm]
        users=atlas:physics:,lhcb:physics:$6$ab$cdef
        shell=/bin/zsh
        repositories=atlas.cern.ch,grid.cern.ch
        proxy=http://squid:3128;DIRECT
        services=condor,autofs
        environment=A=1,B=it's
        contextualization_command=atlas:/opt/run.sh a:b
        """;

    private readonly TrialGuest _guest = new();

    public void Dispose() => _guest.Dispose();

    [Fact]
    public async Task The_sections_of_amiconfig_are_obeyed()
    {
        var stages = await _guest.ApplyAsync(Text);

        Assert.All(stages.Values, s => Assert.Empty(s.Problems));
        Assert.Equal("vaf1\n", _guest.Text("/etc/hostname"));
        Assert.Contains("atlas:x:1000:1000::/home/atlas:/bin/zsh\n", _guest.Text("/etc/passwd"), StringComparison.Ordinal);
        Assert.Contains("lhcb:x:1001:1000::/home/lhcb:/bin/zsh\n", _guest.Text("/etc/passwd"), StringComparison.Ordinal);
        Assert.Contains("sudo:x:27:atlas\n", _guest.Text("/etc/group"), StringComparison.Ordinal);
        Assert.DoesNotContain("docker", _guest.Text("/etc/group"), StringComparison.Ordinal);
        Assert.Contains("atlas:!:", _guest.Text("/etc/shadow"), StringComparison.Ordinal);
        Assert.Contains("lhcb:$6$ab$cdef:", _guest.Text("/etc/shadow"), StringComparison.Ordinal);
        Assert.Equal("export A='1'\nexport B='it'\\''s'\n", _guest.Text("/etc/profile.d/cernvm-context.sh"));
        Assert.Equal("CVMFS_REPOSITORIES='atlas.cern.ch,grid.cern.ch'\nCVMFS_HTTP_PROXY='http://squid:3128;DIRECT'\n", _guest.Text("/etc/cvmfs/site.conf"));
        Assert.Equal(
            ["/bin/systemctl start --no-block condor", "/bin/systemctl start --no-block autofs", "/bin/su - atlas -c /opt/run.sh a:b"],
            _guest.Runner.Commands.Select(c => string.Join(' ', c)));
    }

    [Fact]
    public async Task A_disabled_rootsshkeys_leaves_root_without_keys()
    {
        await _guest.ApplyAsync("[amiconfig]\ndisabled_plugins=rootsshkeys\n", $"instance-id: i-1\npublic-keys: [ {TrialGuest.Key} ]\n");
        Assert.False(Directory.Exists(_guest.Real("/root/.ssh")));
        Assert.Equal(TrialGuest.Key + "\n", _guest.Text("/home/cernvm/.ssh/authorized_keys"));
    }

    [Fact]
    public async Task A_command_for_a_system_user_is_refused()
    {
        var stages = await _guest.ApplyAsync("[amiconfig]\nplugins=cernvm\n[cernvm]\ncontextualization_command=daemon:id\n");
        Assert.Contains("daemon", Assert.Single(stages["cernvm-command"].Problems), StringComparison.Ordinal);
        Assert.Empty(_guest.Runner.Commands);
    }
}
