using CernVM.Boot.Tests.Harness;

namespace CernVM.Boot.Tests;

/// <summary>User-data from the metadata services of clouds, at the address where clouds have them.</summary>
public sealed class MetadataTests
{
    private const string UserDataText = "#cloud-config\n{}\n[ucernvm-begin]\ncernvm_path=debian12\ncvmfs_server=192.0.2.1\ncvmfs_http_proxy=DIRECT\n[ucernvm-end]\n";

    private static readonly Dictionary<string, string> s_ec2 = new(StringComparer.Ordinal)
    {
        ["/2016-04-19/meta-data/ami-id"] = "ami-1",
        ["/2016-04-19/meta-data/instance-id"] = "i-boot-test",
        ["/2016-04-19/user-data"] = UserDataText,
    };

    private static readonly Dictionary<string, string> s_openStack = new(StringComparer.Ordinal)
    {
        ["/openstack/2013-10-17/meta_data.json"] = """{"uuid": "i-boot-test", "name": "boot-test"}""",
        ["/openstack/2013-10-17/user_data"] = UserDataText,
    };

    [Theory(Timeout = 600_000)]
    [InlineData("EC2", "token-of-the-test")]
    [InlineData("EC2", null)]
    [InlineData("OpenStack", null)]
    public async Task The_metadata_service_selects_the_flavour(string source, string? token)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        await using var service = await MetadataService.StartAsync(token, source == "EC2" ? s_ec2 : s_openStack);
        await using var guest = Guest.Start(new GuestOptions(folder.File("state"), UserDataFile: null) { Direct = true, MetadataPort = service.Port });

        await guest.Console.WaitForAsync($@"{UserDataText.Length} bytes from {source}", TimeSpan.FromMinutes(3), cancellation);
        await guest.Console.WaitForAsync(@":/debian12, newest revision, from http://192\.0\.2\.1/", TimeSpan.FromMinutes(1), cancellation);
    }
}
