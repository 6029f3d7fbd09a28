using CernVM.Contexts.Model.Accounts;

namespace CernVM.Contexts.Model.Tests.Accounts;

public sealed class SshPublicKeyTests
{
    private static readonly string Blob = Documents.Ed25519.Split(' ')[1];

    [Fact]
    public void Options_and_comments_are_kept()
    {
        var line = $"command=\"echo \\\"a b\\\"\",no-pty ssh-ed25519 {Blob} a comment";
        var key = SshPublicKey.TryParse("  " + line + "\r\n");
        Assert.Equal((line, "ssh-ed25519", Blob), (key!.Line, key.Type, key.Blob));
    }

    [Fact]
    public void What_is_no_key_is_refused()
    {
        string[] wrong =
        [
            "", "# comment", "ssh-ed25519", "ssh-ed25519 !!!", $"ssh-rsa {Blob}", $"ssh-unknown {Blob}", $"ssh-ed25519 {Blob}\nssh-ed25519 {Blob}",
            $"two options ssh-ed25519 {Blob}", $"ssh-ed25519 {Blob[..16]}", "\"open ssh-ed25519 " + Blob,
        ];
        Assert.All(wrong, text => Assert.Null(SshPublicKey.TryParse(text)));
    }
}
