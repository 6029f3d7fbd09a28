using CernVM.Bootloader.Agent.UserData.Http;

namespace CernVM.Bootloader.Agent.UserData.OpenStack;

/// <summary>OpenStack's metadata service, in the version that the original asks for.</summary>
internal sealed class OpenStackProvider(MetadataService service) : IUserDataProvider
{
    private const string Folder = "/openstack/2013-10-17/";
    private byte[] _metaData = [];

    /// <inheritdoc/>
    public string Source => "OpenStack";

    /// <inheritdoc/>
    public async Task<bool> ProbeAsync(CancellationToken cancellation)
    {
        byte[]? answer = await service.GetAsync(Folder + "meta_data.json", cancellation).ConfigureAwait(false);
        _metaData = answer ?? [];
        return answer is not null;
    }

    /// <inheritdoc/>
    public async Task<UserDataDelivery> ExtractAsync(CancellationToken cancellation) => new()
    {
        Source = Source,
        UserData = await service.GetAsync(Folder + "user_data", cancellation).ConfigureAwait(false) ?? [],
        MetaData = OpenStackMetaData.Convert(_metaData),
        VendorData = await service.GetAsync(Folder + "vendor_data.json", cancellation).ConfigureAwait(false) ?? [],
    };
}
