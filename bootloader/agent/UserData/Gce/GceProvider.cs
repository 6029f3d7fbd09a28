using System.Text;
using CernVM.Bootloader.Agent.UserData.Http;

namespace CernVM.Bootloader.Agent.UserData.Gce;

/// <summary>Google's metadata service, asked with today's header and the old one.</summary>
internal sealed class GceProvider(MetadataService service) : IUserDataProvider
{
    private const string Folder = "/computeMetadata/v1/instance/";
    private static readonly (string, string)[] Headers = [("Metadata-Flavor", "Google"), ("X-Google-Metadata-Request", "True")];
    private string _id = "";

    /// <inheritdoc/>
    public string Source => "GCE";

    /// <inheritdoc/>
    public async Task<bool> ProbeAsync(CancellationToken cancellation)
    {
        byte[]? id = await GetAsync("id", cancellation).ConfigureAwait(false);
        _id = Encoding.UTF8.GetString(id ?? []);
        return id is not null;
    }

    /// <inheritdoc/>
    public async Task<UserDataDelivery> ExtractAsync(CancellationToken cancellation) => new()
    {
        Source = Source,
        UserData = await GetAsync("attributes/user-data", cancellation).ConfigureAwait(false) ?? [],
        MetaData = MetaDataWriter.Write(
            _id, Encoding.UTF8.GetString(await GetAsync("hostname", cancellation).ConfigureAwait(false) ?? []), []),
    };

    private Task<byte[]?> GetAsync(string path, CancellationToken cancellation) => service.GetAsync(Folder + path, cancellation, Headers);
}
