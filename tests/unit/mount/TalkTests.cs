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

        Assert.Equal(ProductVersion.Number + "\n", version);
        Assert.Equal(ProductVersion.Number.Split('.')[2] + "\n", patch);
    }

    [Fact]
    public void Names_of_commands_and_attributes_are_unique()
    {
        Assert.Distinct(TalkCommands.All.Select(command => command.Words));
        Assert.Distinct(MountXattrs.All.Concat(EntryXattrs.All).Select(xattr => xattr.Name));
    }
}
