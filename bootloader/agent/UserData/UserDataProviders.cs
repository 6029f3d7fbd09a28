using CernVM.Bootloader.Agent.Devices;
using CernVM.Bootloader.Agent.UserData.ConfigDrive;
using CernVM.Bootloader.Agent.UserData.Ec2;
using CernVM.Bootloader.Agent.UserData.Gce;
using CernVM.Bootloader.Agent.UserData.Http;
using CernVM.Bootloader.Agent.UserData.Media;
using CernVM.Bootloader.Agent.UserData.NoCloud;
using CernVM.Bootloader.Agent.UserData.OpenStack;

namespace CernVM.Bootloader.Agent.UserData;

/// <summary>The providers in their order of priority. Media come first: somebody attached them to this very machine.</summary>
internal static class UserDataProviders
{
    /// <summary>Sources that need no network.</summary>
    public static IReadOnlyList<IUserDataProvider> Local(IReadOnlyList<ProbedDevice> devices, IMediaReader media) =>
        [new NoCloudProvider(devices, media), new ConfigDriveProvider(devices, media)];

    /// <summary>Metadata services, in the original's order.</summary>
    public static IReadOnlyList<IUserDataProvider> Network(MetadataService service) =>
        [new GceProvider(service), new Ec2Provider(service), new OpenStackProvider(service)];
}
