using System.Text;
using CernVM.Bootloader.Agent.UserData.Http;

namespace CernVM.Bootloader.Agent.UserData.Ec2;

/// <summary>Amazon's instance metadata: version 2 with a session token first, version 1 where no token is given.</summary>
internal sealed class Ec2Provider(MetadataService service) : IUserDataProvider
{
    private const string Version = "/2016-04-19/";
    private (string, string)[] _headers = [];

    /// <inheritdoc/>
    public string Source => "EC2";

    /// <inheritdoc/>
    public async Task<bool> ProbeAsync(CancellationToken cancellation)
    {
        byte[]? token = await service.PutAsync(
            "/latest/api/token", cancellation, ("X-aws-ec2-metadata-token-ttl-seconds", "300")).ConfigureAwait(false);
        if (token is { Length: > 0 })
            _headers = [("X-aws-ec2-metadata-token", Encoding.ASCII.GetString(token).Trim())];
        return await GetAsync("meta-data/ami-id", cancellation).ConfigureAwait(false) is not null;
    }

    /// <inheritdoc/>
    public async Task<UserDataDelivery> ExtractAsync(CancellationToken cancellation) => new()
    {
        Source = Source,
        UserData = await GetAsync("user-data", cancellation).ConfigureAwait(false) ?? [],
        MetaData = MetaDataWriter.Write(
            await TextAsync("meta-data/instance-id", cancellation).ConfigureAwait(false),
            await TextAsync("meta-data/local-hostname", cancellation).ConfigureAwait(false),
            await KeysAsync(cancellation).ConfigureAwait(false)),
    };

    /// <summary>The list of keys has lines <c>0=name</c>; each key is a document of its own.</summary>
    private async Task<List<string>> KeysAsync(CancellationToken cancellation)
    {
        var keys = new List<string>();
        string list = await TextAsync("meta-data/public-keys/", cancellation).ConfigureAwait(false) ?? "";
        foreach (string line in list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(32))
        {
            string number = line.Split('=')[0].Trim();
            if (number.All(char.IsAsciiDigit)
                && await TextAsync($"meta-data/public-keys/{number}/openssh-key", cancellation).ConfigureAwait(false) is { } key)
                keys.Add(key);
        }

        return keys;
    }

    private Task<byte[]?> GetAsync(string path, CancellationToken cancellation) => service.GetAsync(Version + path, cancellation, _headers);

    private async Task<string?> TextAsync(string path, CancellationToken cancellation) =>
        await GetAsync(path, cancellation).ConfigureAwait(false) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}
