using CernVM.Flavours.Composer.Composition;

namespace CernVM.Flavours.Composer.Tests.Composition;

public sealed class AccountFilesTests
{
    [Fact]
    public void Every_password_day_becomes_the_same()
    {
        const string Before = "root:*:20414:0:99999:7:::\nsshd:!:20415::::::\nold:x\n";

        Assert.Equal("root:*:100:0:99999:7:::\nsshd:!:100::::::\nold:x\n", AccountFiles.WithPasswordDay(Before, 100));
    }

    [Fact]
    public void An_empty_day_stays_empty() => Assert.Equal("a:!::::::: ", AccountFiles.WithPasswordDay("a:!::::::: ", 7));
}
