namespace CernVM.Boot.Tests.Harness;

/// <summary>A fresh key pair and a login with it.</summary>
internal sealed class SshKey
{
    private readonly string privateKey;

    private SshKey(string file) => privateKey = file;

    public string PublicKey => File.ReadAllText(privateKey + ".pub").Trim();

    public static async Task<SshKey> CreateAsync(string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "key");
        var made = await Command.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "boot-test", "-f", file], TimeSpan.FromSeconds(30), cancellation);
        Assert.True(made.ExitCode == 0, made.ToString());
        return new SshKey(file);
    }

    public Task<CommandResult> RunAsync(int port, string user, string command, TimeSpan limit, CancellationToken cancellation) =>
        Command.RunAsync(
            "ssh",
            [
                "-i", privateKey, "-p", port.ToString(), "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
                "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", $"{user}@127.0.0.1", command,
            ],
            limit,
            cancellation);

    /// <summary>Repeats a login until the guest's sshd answers with success.</summary>
    public async Task<CommandResult> RunWhenUpAsync(int port, string user, string command, TimeSpan limit, SerialConsole console, CancellationToken cancellation)
    {
        var end = DateTime.UtcNow + limit;
        while (true)
        {
            var result = await RunAsync(port, user, command, TimeSpan.FromSeconds(60), cancellation);
            if (result.ExitCode == 0)
                return result;
            Assert.True(DateTime.UtcNow < end, $"no login within {limit}: {result}\nLast lines of the console:\n{console.Tail(80)}");
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        }
    }
}
