using System.Net.Sockets;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Talk;
using CernVM.Cvmfs.Mount.Xattrs;

namespace CernVM.Cvmfs.Mount.Tests;

public class TalkTests
{
    [Fact]
    public async Task Unknown_commands_get_the_original_answer() =>
        Assert.Equal("unknown command\n", await TalkCommands.RunAsync(null!, "nonsense now", TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_longer_command_wins_and_blanks_do_not_count()
    {
        var version = await TalkCommands.RunAsync(null!, "  version ", TestContext.Current.CancellationToken);
        var patch = await TalkCommands.RunAsync(null!, "version   patchlevel", TestContext.Current.CancellationToken);

        Assert.Equal($"{ProductVersion.Number} (CernVM-FS Fuse Module)\n{ProductVersion.Number} (Loader)\n", version);
        Assert.Equal("0\n", patch);
    }

    [Fact]
    public void Names_of_commands_and_attributes_are_unique()
    {
        Assert.Distinct(TalkCommands.All.Select(command => command.Words));
        Assert.Distinct(MountXattrs.All.Concat(EntryXattrs.All).Concat(CatalogXattrs.All).Select(xattr => xattr.Name));
    }

    [Fact]
    public void A_socket_without_a_directory_is_refused()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "socket");
        Assert.Throws<SocketException>(() => TalkServer.Start(nowhere, null!, new MountLog([], TimeProvider.System)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(10)]
    [InlineData(180)]
    public async Task The_socket_may_be_deeper_than_the_kernel_takes(int length)
    {
        var root = Directory.CreateTempSubdirectory("talk-");
        try
        {
            var path = Path.Combine(root.CreateSubdirectory(new string('d', length)).FullName, TalkClient.SocketName("test.example.org"));
            await using (TalkServer.Start(path, null!, new MountLog([], TimeProvider.System)))
                Assert.Equal("0\n", await TalkClient.SendAsync(path, "version patchlevel", TestContext.Current.CancellationToken));
            Assert.False(File.Exists(path));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }
}
