using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Mount.Tests;

public sealed class AccountDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cvmfs-accounts-").FullName;
    private readonly AccountDatabase _database;

    public AccountDatabaseTests()
    {
        File.WriteAllText(Path.Combine(_folder, "passwd"), "root:x:0:0::/root:/bin/sh\ncvmfs:x:990:991::/var/lib/cvmfs:/sbin/nologin\n\nbroken\nodd:x:many:1::/:/\n");
        File.WriteAllText(Path.Combine(_folder, "group"), "root:x:0:\ncvmfs:x:991:\nfuse:x:44:\nsite:x:2000:alice,cvmfs\nother:x:2001:alice\nbroken\n");
        _database = new AccountDatabase(_folder, askNameService: false);
    }

    [Fact]
    public void Users_are_found_by_name_and_number()
    {
        Assert.Equal((990u, 991u), _database.FindUser("cvmfs"));
        Assert.Equal((990u, 991u), _database.FindUser("990"));
        Assert.Null(_database.FindUser("nobody"));
        Assert.Null(_database.FindUser("odd"));
    }

    [Fact]
    public void Groups_are_those_that_list_the_user_and_fuse() => Assert.Equal([44u, 2000u], _database.GroupsOf(990));

    [Fact]
    public void Membership_is_told()
    {
        Assert.Equal(991u, _database.FindGroup("cvmfs"));
        Assert.True(_database.IsMember("cvmfs", "site"));
        Assert.False(_database.IsMember("cvmfs", "other"));
        Assert.False(_database.IsMember("cvmfs", "none"));
    }

    [Fact]
    public void Missing_files_have_nobody() => Assert.Null(new AccountDatabase(_folder + "/none", askNameService: false).FindUser("root"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
