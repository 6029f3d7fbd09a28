using CernVM.Contexts.Agent.Passwords;
using CernVM.Contexts.Agent.Reports;

namespace CernVM.Contexts.Agent.Tests.Stages;

public sealed class ApplyTests : IDisposable
{
    private const string Full = $"""
        #cloud-config
        fqdn: node1.example.org
        groups: [physics]
        users:
          - default
          - name: alice
            gecos: Alice A.
            groups: [sudo, physics]
            shell: /bin/sh
            sudo: ALL=(ALL) ALL
            lock_passwd: false
            passwd: $6$abc$def0
            ssh_authorized_keys: ["{TrialGuest.Key}"]
        ssh_authorized_keys: ["{TrialGuest.Key}"]
        disable_root: true
        ssh_pwauth: false
        timezone: Europe/Zurich
        locale: en_US.UTF-8
        write_files:
          - path: /etc/motd
            content: hello
            permissions: '0640'
          - path: /home/alice/notes/a.txt
            content: mine
            owner: alice
            defer: true
        cvmfs:
          local:
            repositories: sft.cern.ch
            quota-limit: 4000
        chpasswd:
          expire: false
          list: |
            root:secret-word
        bootcmd: [ echo boot ]
        runcmd:
          - [ echo, "it's" ]
          - echo two
        """;

    private readonly TrialGuest _guest = new();

    public void Dispose() => _guest.Dispose();

    [Fact]
    public async Task A_whole_context_is_applied()
    {
        var stages = await _guest.ApplyAsync(Full);

        Assert.Equal(
            ["hostname", "bootcmd", "files", "groups", "users", "ssh-keys", "ssh-policy", "passwords", "deferred-files", "timezone", "locale", "cvmfs", "runcmd"],
            stages.Keys);
        Assert.All(stages.Values, s => Assert.Empty(s.Problems));
        Assert.Equal("node1\n", _guest.Text("/etc/hostname"));
        Assert.Equal("127.0.0.1\tlocalhost\n127.0.1.1 node1.example.org node1\n", _guest.Text("/etc/hosts"));
        Assert.Contains("physics:x:1000:alice\n", _guest.Text("/etc/group"), StringComparison.Ordinal);
        Assert.Contains("sudo:x:27:alice\n", _guest.Text("/etc/group"), StringComparison.Ordinal);
        Assert.Contains("alice:x:1002:1002:Alice A.:/home/alice:/bin/sh\n", _guest.Text("/etc/passwd"), StringComparison.Ordinal);
        Assert.Contains("cernvm:x:1001:1001:CernVM default user:/home/cernvm:/bin/bash\n", _guest.Text("/etc/passwd"), StringComparison.Ordinal);
        Assert.Contains("alice:$6$abc$def0:20779:0:99999:7:::\n", _guest.Text("/etc/shadow"), StringComparison.Ordinal);
        Assert.Contains("cernvm:!:20779:", _guest.Text("/etc/shadow"), StringComparison.Ordinal);
        Assert.Equal("alice ALL=(ALL) ALL\n", _guest.Text("/etc/sudoers.d/90-cernvm-alice"));
        Assert.Equal(TrialGuest.Key + "\n", _guest.Text("/home/alice/.ssh/authorized_keys"));
        Assert.Equal(TrialGuest.Key + "\n", _guest.Text("/home/cernvm/.ssh/authorized_keys"));
        Assert.Equal("umask 022\n", _guest.Text("/home/alice/.profile"));
        Assert.Equal("PermitRootLogin no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n", _guest.Text("/etc/ssh/sshd_config.d/10-cernvm-context.conf"));
        Assert.Equal("/usr/share/zoneinfo/Europe/Zurich", new FileInfo(_guest.Real("/etc/localtime")).LinkTarget);
        Assert.Equal("LANG=en_US.UTF-8\n", _guest.Text("/etc/default/locale"));
        Assert.Equal("CVMFS_REPOSITORIES='sft.cern.ch'\nCVMFS_QUOTA_LIMIT='4000'\n", _guest.Text("/etc/cvmfs/default.local"));
        Assert.Equal("mine", _guest.Text("/home/alice/notes/a.txt"));
        Assert.False(Directory.Exists(_guest.Real("/root/.ssh")));
    }

    [Fact]
    public async Task Modes_and_owners_are_what_sshd_and_sudo_insist_on()
    {
        await _guest.ApplyAsync(Full);

        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Private | UnixFileMode.UserExecute, _guest.Mode("/home/alice"));
        Assert.Equal(Private | UnixFileMode.UserExecute, _guest.Mode("/home/alice/.ssh"));
        Assert.Equal(Private, _guest.Mode("/home/alice/.ssh/authorized_keys"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, _guest.Mode("/etc/sudoers.d/90-cernvm-alice"));
        Assert.Equal(Private | UnixFileMode.GroupRead, _guest.Mode("/etc/shadow"));
        Assert.Equal(Private | UnixFileMode.GroupRead, _guest.Mode("/etc/motd"));
        Assert.Equal((1002u, 1002u), _guest.Ownership.Owners["/home/alice/.ssh/authorized_keys"]);
        Assert.Equal((1002u, 1002u), _guest.Ownership.Owners["/home/alice/.profile"]);
        Assert.Equal((1002u, 1002u), _guest.Ownership.Owners["/home/alice/notes/a.txt"]);
    }

    [Fact]
    public async Task A_second_run_on_the_same_instance_changes_nothing()
    {
        await _guest.ApplyAsync(Full.Replace("bootcmd: [ echo boot ]", "", StringComparison.Ordinal));
        var before = _guest.Snapshot();
        var stages = await _guest.ApplyAsync(Full.Replace("bootcmd: [ echo boot ]", "", StringComparison.Ordinal));

        Assert.Equal(before, _guest.Snapshot());
        Assert.Equal(StageOutcome.Unchanged, stages["hostname"].Outcome);
        Assert.All(stages.Values.Where(s => s.Name != "hostname"), s => Assert.Equal(StageOutcome.DoneEarlier, s.Outcome));
        Assert.Single(_guest.Runner.Commands);
    }

    [Fact]
    public async Task A_new_instance_with_the_same_wishes_changes_no_account()
    {
        await _guest.ApplyAsync(Full);
        string[] files = ["/etc/passwd", "/etc/group", "/etc/shadow", "/etc/gshadow", "/home/alice/.ssh/authorized_keys", "/etc/hosts"];
        var before = files.Select(_guest.Text).ToArray();
        var stages = await _guest.ApplyAsync(Full, "instance-id: i-2\n");

        Assert.Equal(before, files.Select(_guest.Text));
        Assert.Equal(StageOutcome.Unchanged, stages["users"].Outcome);
        Assert.Equal(StageOutcome.Unchanged, stages["passwords"].Outcome);
        Assert.Equal(4, _guest.Runner.Commands.Count);
    }

    [Fact]
    public async Task Clear_text_is_hashed_and_appears_nowhere()
    {
        await _guest.ApplyAsync(Full);

        var hash = _guest.Text("/etc/shadow").Split('\n')[0].Split(':')[1];
        Assert.True(Sha512Crypt.Verify("secret-word", hash));
        Assert.DoesNotContain("secret-word", _guest.Snapshot(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", _guest.Text("/var/log/cernvm-context.log"), StringComparison.Ordinal);
        Assert.DoesNotContain("def0", _guest.Text("/var/log/cernvm-context.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_stage_leaves_the_others_alone_and_is_tried_again()
    {
        const string Text = "#cloud-config\ntimezone: Mars/Base\nhostname: a\nlocale: C.UTF-8\n";
        var first = await _guest.ApplyAsync(Text);
        Assert.Equal(StageOutcome.Failed, first["timezone"].Outcome);
        Assert.Contains("Mars/Base", Assert.Single(first["timezone"].Problems), StringComparison.Ordinal);
        Assert.Equal(StageOutcome.Done, first["locale"].Outcome);

        _guest.Put("/usr/share/zoneinfo/Mars/Base", "TZif");
        var second = await _guest.ApplyAsync(Text);
        Assert.Equal(StageOutcome.Done, second["timezone"].Outcome);
    }

    [Fact]
    public async Task Keys_of_the_cloud_make_the_default_user()
    {
        await _guest.ApplyAsync("", $"instance-id: i-1\nlocal-hostname: vm7\npublic-keys:\n  - {TrialGuest.Key}\n");
        Assert.Equal(TrialGuest.Key + "\n", _guest.Text("/home/cernvm/.ssh/authorized_keys"));
        Assert.Equal(TrialGuest.Key + "\n", _guest.Text("/root/.ssh/authorized_keys"));
        Assert.Equal("vm7\n", _guest.Text("/etc/hostname"));
        Assert.Equal("cernvm ALL=(ALL) NOPASSWD:ALL\n", _guest.Text("/etc/sudoers.d/90-cernvm-cernvm"));
    }

    [Fact]
    public async Task A_file_for_a_user_who_is_made_later_says_so()
    {
        var stages = await _guest.ApplyAsync("#cloud-config\nusers: [bob]\nwrite_files:\n - path: /srv/x\n   owner: bob\n");
        Assert.Contains("'defer: true'", Assert.Single(stages["files"].Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_exists_keeps_id_and_home()
    {
        _guest.Put("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\nbob:x:500:500:B:/data/bob:/bin/bash\n");
        var stages = await _guest.ApplyAsync("#cloud-config\nusers:\n - name: bob\n   uid: 1500\n   homedir: /home/b\n   shell: /bin/zsh\n");
        Assert.Equal(2, stages["users"].Problems.Count);
        Assert.Contains("bob:x:500:500:B:/data/bob:/bin/zsh\n", _guest.Text("/etc/passwd"), StringComparison.Ordinal);
    }
}
