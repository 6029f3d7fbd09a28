using System.Text;
using CernVM.Contexts.Model.CloudConfigs;

namespace CernVM.Contexts.Model.Tests.CloudConfigs;

public sealed class CloudConfigTests
{
    [Fact]
    public void Every_key_is_typed()
    {
        var document = Documents.Read($$"""
            #cloud-config
            users:
              - default
              - bob
              - name: alice
                gecos: Alice A.
                primary_group: staff
                groups: sudo, physics
                sudo: ["ALL=(ALL) NOPASSWD:ALL"]
                shell: /bin/zsh
                uid: 1500
                homedir: /data/alice
                no_create_home: true
                lock_passwd: no
                passwd: "$6$salt$abc"
                ssh_authorized_keys:
                  - {{Documents.Ed25519}}
            groups:
              - physics: [bob]
              - staff
            ssh_authorized_keys: [ "{{Documents.Ed25519}}" ]
            ssh_pwauth: on
            disable_root: false
            hostname: node1
            fqdn: node1.example.org
            manage_etc_hosts: localhost
            write_files:
              - { path: /etc/a, content: "x", permissions: '0600', owner: "alice:staff" }
              - { path: /etc/b, content: aGk=, encoding: b64, append: true, defer: true }
              - { path: /etc/c, content: H4sIAAAAAAAAA8vIBACsKpPYAgAAAA==, encoding: gz+b64 }
            bootcmd: [ "echo a" ]
            runcmd:
              - echo b
              - [ printf, 1, "x y" ]
            timezone: Europe/Zurich
            locale: de_CH.UTF-8
            chpasswd:
              expire: false
              users: [ { name: bob, password: "$6$a$bcd" } ]
            cvmfs:
              install: true
              local: { repositories: [ sft.cern.ch, grid ], cache-base: /var/cache, default-domain: cern.ch, http-proxy: "http://p:3128;DIRECT", quota-limit: 8000, cms-local-site: T0_CH }
              domain: { server: "http://a/cvmfs/@fqrn@" }
            """);

        Assert.Empty(document.Diagnostics);
        var config = document.CloudConfig!;
        Assert.True(config.Users![0].IsDefault);
        var alice = config.Users[2];
        Assert.Equal(("alice", "Alice A.", "staff", "/bin/zsh", 1500u, "/data/alice"), (alice.Name, alice.Gecos, alice.PrimaryGroup, alice.Shell, alice.Uid, alice.HomeDirectory));
        Assert.Equal(["sudo", "physics"], alice.Groups);
        Assert.True(alice.NoCreateHome);
        Assert.False(alice.LockPassword);
        Assert.Equal("$6$salt$abc", alice.Password!.Password.Reveal());
        Assert.Equal(Documents.Ed25519, Assert.Single(alice.SshAuthorizedKeys).Line);
        Assert.Equal(["bob"], config.Groups![0].Members);
        Assert.True(config.SshPasswordAuthentication);
        Assert.False(config.DisableRoot);
        Assert.Equal(HostsFilePolicy.Localhost, config.ManageHostsFile);
        Assert.Equal((0b110_000_000u, "alice", "staff"), (config.Files![0].Permissions, config.Files[0].Owner, config.Files[0].Group));
        Assert.Equal("hi", Encoding.UTF8.GetString(config.Files[1].Content.Span));
        Assert.True(config.Files[1] is { Append: true, Defer: true });
        Assert.Equal("hi", Encoding.UTF8.GetString(config.Files[2].Content.Span));
        Assert.Equal(["printf", "1", "x y"], config.RunCommands![1].Arguments);
        Assert.False(config.Passwords!.Expire);
        Assert.Equal(["sft.cern.ch", "grid"], config.Cvmfs!.Repositories);
        Assert.Equal(8000, config.Cvmfs.QuotaLimit);
        Assert.DoesNotContain("abc", alice.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_each_at_its_place()
    {
        var document = Documents.Read("""
            #cloud-config
            hostname: under score!
            hostnam: x
            packages: [vim]
            users:
              - name: bob
                shel: /bin/sh
                passwd: clear
              - gecos: nobody
              - name: bob
              - [ x ]
            write_files:
              - path: relative
              - path: /a
                permissions: 644
                encoding: rot13
            runcmd:
              - key: value
            ssh_authorized_keys:
              - -----BEGIN OPENSSH PRIVATE KEY-----
              - ssh-ed25519 AAAA
            """);

        Assert.Equal(
            [
                "CC006 2:11", "CC007 3:1", "CC008 4:1", "CC007 7:5", "CC006 8:13", "CC011 9:5", "CC010 10:5", "CC006 11:5", "CC006 13:11", "CC017 15:18",
                "CC006 16:15", "CC006 18:5", "CC012 20:5", "CC006 21:5",
            ],
            document.Places());
        Assert.DoesNotContain(document.Diagnostics, d => d.Message.Contains("clear", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a: [\n", "CC001")]
    [InlineData("- a\n", "CC006")]
    [InlineData("hostname: a\nhostname: b\n", "CC005")]
    [InlineData("hostname: a\n---\nhostname: b\n", "CC003")]
    [InlineData("? [a]\n: b\n", "CC004")]
    [InlineData("hostname: *nowhere\n", "CC002")]
    [InlineData("hostname: &a [ *a ]\n", "CC002")]
    [InlineData("chpasswd:\n  list: 'bob:RANDOM'\n", "CC014")]
    [InlineData("password: hunter2\n", "CC015")]
    public void Documents_that_go_wrong(string text, string id)
    {
        var finding = Assert.Single(Documents.Read("#cloud-config\n" + text).Diagnostics);
        Assert.Equal(id, finding.Id);
        Assert.DoesNotContain("hunter2", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_keys_and_aliases_are_understood()
    {
        var document = Documents.Read("#cloud-config\nusers:\n - &base\n   name: a\n   shell: /bin/sh\n - <<: *base\n   name: b\n");
        Assert.Empty(document.Diagnostics);
        Assert.Equal("/bin/sh", document.CloudConfig!.Users![1].Shell);
    }

    [Fact(Timeout = 60_000)]
    public void A_billion_laughs_are_refused_before_they_are_walked()
    {
        var text = new StringBuilder("#cloud-config\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        Assert.Equal("CC002", Assert.Single(Documents.Read(text.ToString()).Diagnostics).Id);
    }

    [Fact(Timeout = 60_000)]
    public void Depth_is_bounded() =>
        Assert.Equal("CC002", Assert.Single(Documents.Read("#cloud-config\na: " + new string('[', 50_000)).Diagnostics).Id);

    [Fact]
    public void Messages_are_bounded_in_number()
    {
        var text = new StringBuilder("#cloud-config\n");
        for (var i = 0; i < 500; i++)
            text.Append($"unknown{i}: 1\n");
        var diagnostics = Documents.Read(text.ToString()).Diagnostics;
        Assert.Equal(Model.Diagnostics.DiagnosticBag.Limit + 1, diagnostics.Count);
        Assert.Contains("300 more", diagnostics[^1].Message, StringComparison.Ordinal);
    }
}
