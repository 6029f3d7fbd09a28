using System.Text;
using CernVM.Contexts.Agent.Guest;

namespace CernVM.Contexts.Agent.Tests.Guest;

public sealed class GuestRootTests : IDisposable
{
    private readonly TrialGuest _guest = new();

    public void Dispose() => _guest.Dispose();

    [Fact]
    public void A_link_that_root_made_is_followed_inside_the_guest()
    {
        Directory.CreateDirectory(_guest.Real("/data/homes"));
        File.CreateSymbolicLink(_guest.Real("/home"), "/data/../data/homes");
        Assert.True(_guest.Root.WriteFile("/home/a.txt", "x", GuestAttributes.PublicFile));
        Assert.Equal("x", _guest.Text("/data/homes/a.txt"));
    }

    [Theory]
    [InlineData("../../../../../../..")]
    [InlineData("/../..")]
    public void A_link_cannot_lead_out_of_the_guest(string target)
    {
        File.CreateSymbolicLink(_guest.Real("/out"), target);
        _guest.Root.WriteFile("/out/escaped.txt", "x", GuestAttributes.PublicFile);
        Assert.Equal("x", _guest.Text("/escaped.txt"));
    }

    [Fact]
    public void A_link_in_a_directory_that_others_can_write_to_is_refused()
    {
        Directory.CreateDirectory(_guest.Real("/tmp"));
        File.SetUnixFileMode(_guest.Real("/tmp"), (UnixFileMode)0b001_111_111_111);
        File.CreateSymbolicLink(_guest.Real("/tmp/app"), "/etc");

        var error = Assert.Throws<GuestPathException>(() => _guest.Root.WriteFile("/tmp/app/passwd", "x", GuestAttributes.PublicFile));
        Assert.Contains("'app' is a symbolic link", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("root:", _guest.Text("/etc/passwd"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_cannot_turn_the_ssh_folder_into_a_link()
    {
        const string Text = $"#cloud-config\nusers:\n - name: eve\n   ssh_authorized_keys: ['{TrialGuest.Key}']\n";
        Directory.CreateDirectory(_guest.Real("/home/eve"));
        // In a test all directories belong to one user; a group that may write makes this one untrusted, as another owner would.
        File.SetUnixFileMode(_guest.Real("/home/eve"), (UnixFileMode)0b111_111_101);
        File.CreateSymbolicLink(_guest.Real("/home/eve/.ssh"), "/root");

        var stages = await _guest.ApplyAsync(Text);
        Assert.Contains("symbolic link", Assert.Single(stages["ssh-keys"].Problems), StringComparison.Ordinal);
        Assert.False(File.Exists(_guest.Real("/root/authorized_keys")));
    }

    [Fact]
    public async Task A_link_as_authorized_keys_is_neither_read_nor_written()
    {
        Directory.CreateDirectory(_guest.Real("/home/eve/.ssh"));
        File.CreateSymbolicLink(_guest.Real("/home/eve/.ssh/authorized_keys"), "/etc/shadow");
        var stages = await _guest.ApplyAsync($"#cloud-config\nusers:\n - name: eve\n   ssh_authorized_keys: ['{TrialGuest.Key}']\n");
        Assert.Contains("symbolic link", Assert.Single(stages["ssh-keys"].Problems), StringComparison.Ordinal);
        Assert.DoesNotContain("ssh-ed25519", _guest.Text("/etc/shadow"), StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_replaces_a_link_and_not_its_target()
    {
        _guest.Put("/srv/precious", "keep");
        File.CreateSymbolicLink(_guest.Real("/srv/link"), "/srv/precious");
        _guest.Root.WriteFile("/srv/link", "new", GuestAttributes.PublicFile);
        Assert.Equal("keep", _guest.Text("/srv/precious"));
        Assert.Null(new FileInfo(_guest.Real("/srv/link")).LinkTarget);
    }

    [Fact]
    public void Links_in_a_circle_end_with_a_message()
    {
        File.CreateSymbolicLink(_guest.Real("/a"), "/b");
        File.CreateSymbolicLink(_guest.Real("/b"), "/a");
        Assert.Contains("loop", Assert.Throws<GuestPathException>(() => _guest.Root.ReadFile("/a/x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_in_the_way_leaves_nothing_behind()
    {
        Directory.CreateDirectory(_guest.Real("/srv/dir"));
        Assert.ThrowsAny<IOException>(() => _guest.Root.WriteFile("/srv/dir", "x", GuestAttributes.PublicFile));
        Assert.Equal(["dir"], Directory.GetFileSystemEntries(_guest.Real("/srv")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("/a/../b")]
    [InlineData("/")]
    public void Paths_that_are_not_absolute_and_plain_are_refused(string path) =>
        Assert.Throws<GuestPathException>(() => _guest.Root.ReadFile(path));

    [Fact]
    public void The_same_content_is_not_written_again()
    {
        var content = Encoding.UTF8.GetBytes("x");
        Assert.True(_guest.Root.WriteFile("/srv/a", content, GuestAttributes.PublicFile));
        Assert.False(_guest.Root.WriteFile("/srv/a", content, GuestAttributes.PublicFile));
        Assert.True(_guest.Root.WriteFile("/srv/a", content, GuestAttributes.PrivateFile));
    }
}
