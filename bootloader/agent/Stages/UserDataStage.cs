using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Bootloader.Agent.UserData;
using CernVM.Bootloader.Agent.UserData.Http;
using CernVM.Bootloader.Agent.UserData.Media;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Fetches user-data: from attached media, else from the platform's metadata service.</summary>
internal sealed class UserDataStage(IConsole console, IMediaReader media, TimeProvider time) : IBootStage
{
    /// <inheritdoc/>
    public string Name => "user-data";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        var selector = new UserDataSelector(time, UserDataLimits.Total, console.Note);
        UserDataDelivery? delivery = await selector.SelectAsync(UserDataProviders.Local(state.Devices, media), cancellation).ConfigureAwait(false);
        if (delivery is null && state.Leases.Count > 0)
        {
            using var service = new MetadataService(MetadataService.LinkLocal, time);
            delivery = await selector.SelectAsync(UserDataProviders.Network(service), cancellation).ConfigureAwait(false);
        }

        state.UserData = delivery ?? UserDataDelivery.None;
        return StageResult.Done(delivery is null ? "nobody delivers any" : $"{delivery.UserData.Length} bytes from {delivery.Source}");
    }
}
