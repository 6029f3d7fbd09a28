using System.Text;
using CernVM.Bootloader.Agent.Devices;
using CernVM.Bootloader.Agent.Devices.Probing;
using CernVM.Bootloader.Agent.UserData;
using CernVM.Bootloader.Agent.UserData.Media;

namespace CernVM.Bootloader.Agent.Tests.UserData;

public sealed class LocalProviderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notes = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cidata", "iso9660")]
    [InlineData("CIDATA", "vfat")]
    public async Task A_NoCloud_seed_delivers_its_four_documents(string label, string kind)
    {
        _folder.Write("vdb/user-data", "u");
        _folder.Write("vdb/meta-data", "instance-id: i\n");
        _folder.Write("vdb/vendor-data", "v");
        _folder.Write("vdb/network-config", "n");

        UserDataDelivery delivery = (await Select(Device("vda", "ext", "UROOT"), Device("vdb", kind, label)))!;

        Assert.Equal("NoCloud", delivery.Source);
        Assert.Equal(["u", "instance-id: i\n", "v", "n"],
            new[] { delivery.UserData, delivery.MetaData, delivery.VendorData, delivery.NetworkConfig }.Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public async Task A_seed_without_user_data_is_a_valid_answer()
    {
        _folder.Write("vdb/meta-data", "instance-id: i\n");

        Assert.Empty((await Select(Device("vdb", "iso9660", "cidata")))!.UserData);
    }

    [Fact]
    public async Task A_configuration_drive_is_read_in_OpenStacks_layout()
    {
        _folder.Write("sr0/openstack/latest/user_data", "u");
        _folder.Write("sr0/openstack/latest/meta_data.json", """{"uuid":"1"}""");

        UserDataDelivery delivery = (await Select(Device("sr0", "iso9660", "config-2")))!;

        Assert.Equal(("ConfigDrive", "u"), (delivery.Source, Encoding.UTF8.GetString(delivery.UserData)));
        Assert.Equal("""{"instance-id":"1","public-keys":[]}""", Encoding.UTF8.GetString(delivery.MetaData));
    }

    [Fact]
    public async Task NoCloud_goes_before_the_configuration_drive()
    {
        _folder.Write("vdb/user-data", "seed");
        _folder.Write("sr0/openstack/latest/user_data", "drive");

        Assert.Equal("NoCloud", (await Select(Device("sr0", "iso9660", "config-2"), Device("vdb", "vfat", "cidata")))!.Source);
    }

    [Fact]
    public async Task A_medium_that_cannot_be_mounted_is_named_and_the_next_source_is_tried()
    {
        _folder.Write("sr0/openstack/latest/user_data", "drive");

        Assert.Equal("ConfigDrive", (await Select(Device("broken", "iso9660", "cidata"), Device("sr0", "iso9660", "config-2")))!.Source);
        Assert.Equal(["NoCloud: broken cannot be mounted"], _notes);
    }

    [Fact]
    public async Task Other_media_deliver_nothing() =>
        Assert.Null(await Select(Device("vda", "ext", "cidata"), Device("vdb", "iso9660", "DEBIAN")));

    private Task<UserDataDelivery?> Select(params ProbedDevice[] devices) =>
        new UserDataSelector(TimeProvider.System, TimeSpan.FromSeconds(30), _notes.Add)
            .SelectAsync(UserDataProviders.Local(devices, new FolderMedia(_folder.Path)), TestContext.Current.CancellationToken);

    private static ProbedDevice Device(string name, string kind, string label) =>
        new(new BlockDevice { Name = name, Size = 1 << 20 }, new DeviceContent(kind, label, IsBlank: false));

    private sealed class FolderMedia(string folder) : IMediaReader
    {
        public IMediaVolume Open(ProbedDevice device) => device.Device.Name == "broken"
            ? throw new IOException("broken cannot be mounted")
            : new Volume(Path.Combine(folder, device.Device.Name));

        private sealed class Volume(string root) : IMediaVolume
        {
            public string Root => root;

            public void Dispose()
            {
            }
        }
    }
}
