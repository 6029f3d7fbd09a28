using System.Text;
using CernVM.Bootloader.Agent.UserData;
using CernVM.Bootloader.Agent.UserData.Ec2;
using CernVM.Bootloader.Agent.UserData.Gce;
using CernVM.Bootloader.Agent.UserData.Http;
using CernVM.Bootloader.Agent.UserData.OpenStack;

namespace CernVM.Bootloader.Agent.Tests.UserData;

public sealed class NetworkProviderTests : IDisposable
{
    private readonly FakeMetadataServer _server = new();
    private readonly MetadataService _service;

    public NetworkProviderTests() => _service = new MetadataService(_server.Address, TimeProvider.System);

    public void Dispose()
    {
        _service.Dispose();
        _server.Dispose();
    }

    [Fact(Timeout = 60_000)]
    public async Task Ec2_is_asked_with_a_token()
    {
        _server.RequiredHeader = "X-aws-ec2-metadata-token: TOKEN";
        _server.Documents["PUT /latest/api/token"] = "TOKEN";
        _server.Documents["GET /2016-04-19/meta-data/ami-id"] = "ami-1";
        _server.Documents["GET /2016-04-19/user-data"] = "#cloud-config\n";
        _server.Documents["GET /2016-04-19/meta-data/instance-id"] = "i-1";
        _server.Documents["GET /2016-04-19/meta-data/public-keys/"] = "0=key\n";
        _server.Documents["GET /2016-04-19/meta-data/public-keys/0/openssh-key"] = "ssh-ed25519 AAAA me\n";

        UserDataDelivery delivery = (await Fetch(new Ec2Provider(_service)))!;

        Assert.Equal("EC2", delivery.Source);
        Assert.Equal("#cloud-config\n", Encoding.UTF8.GetString(delivery.UserData));
        Assert.Equal("""{"instance-id":"i-1","public-keys":["ssh-ed25519 AAAA me"]}""", Encoding.UTF8.GetString(delivery.MetaData));
    }

    [Fact(Timeout = 60_000)]
    public async Task Ec2_without_tokens_is_asked_in_the_old_way_and_no_user_data_is_an_answer()
    {
        _server.Documents["GET /2016-04-19/meta-data/ami-id"] = "ami-1";

        UserDataDelivery delivery = (await Fetch(new Ec2Provider(_service)))!;

        Assert.Empty(delivery.UserData);
        Assert.Contains("PUT /latest/api/token", _server.Asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task OpenStack_delivers_documents_and_keys()
    {
        _server.Documents["GET /openstack/2013-10-17/meta_data.json"] = """{"uuid":"u-1","hostname":"vm","public_keys":{"mine":"ssh-rsa AAAA x"}}""";
        _server.Documents["GET /openstack/2013-10-17/user_data"] = "hello";

        UserDataDelivery delivery = (await Fetch(new OpenStackProvider(_service)))!;

        Assert.Equal("hello", Encoding.UTF8.GetString(delivery.UserData));
        Assert.Equal("""{"instance-id":"u-1","local-hostname":"vm","public-keys":["ssh-rsa AAAA x"]}""", Encoding.UTF8.GetString(delivery.MetaData));
    }

    [Fact(Timeout = 60_000)]
    public async Task Gce_demands_its_header()
    {
        _server.RequiredHeader = "Metadata-Flavor: Google";
        _server.Documents["GET /computeMetadata/v1/instance/id"] = "42";
        _server.Documents["GET /computeMetadata/v1/instance/attributes/user-data"] = "x";

        UserDataDelivery delivery = (await Fetch(new GceProvider(_service)))!;

        Assert.Equal(("GCE", "x"), (delivery.Source, Encoding.UTF8.GetString(delivery.UserData)));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_order_of_the_providers_decides_and_nobody_is_an_answer_too()
    {
        Assert.Null(await Select());
        _server.Documents["GET /openstack/2013-10-17/meta_data.json"] = "{}";
        Assert.Equal("OpenStack", (await Select())!.Source);
        _server.Documents["GET /2016-04-19/meta-data/ami-id"] = "ami-1";
        Assert.Equal("EC2", (await Select())!.Source);
        _server.Documents["GET /computeMetadata/v1/instance/id"] = "42";
        Assert.Equal("GCE", (await Select())!.Source);
    }

    [Fact(Timeout = 60_000)]
    public async Task Nobody_listening_is_quietly_nobody()
    {
        _server.Dispose();

        Assert.Null(await Select());
    }

    private Task<UserDataDelivery?> Select() =>
        new UserDataSelector(TimeProvider.System, TimeSpan.FromSeconds(30), note => Assert.Fail(note))
            .SelectAsync(UserDataProviders.Network(_service), TestContext.Current.CancellationToken);

    private static async Task<UserDataDelivery?> Fetch(IUserDataProvider provider) =>
        await provider.ProbeAsync(TestContext.Current.CancellationToken)
            ? await provider.ExtractAsync(TestContext.Current.CancellationToken)
            : null;
}
