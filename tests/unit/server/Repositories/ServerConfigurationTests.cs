using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Tests.Repositories;

public sealed class ServerConfigurationTests
{
    private static readonly RepositoryPlaces Places = new("/nowhere", RepositoryName.Parse("sw.example.org"));

    [Fact]
    public void What_is_written_is_read_back()
    {
        var settings = ServerConfigurationFile.Interpret(
            ShellSettings.Parse("CVMFS_HASH_ALGORITHM=shake128\nCVMFS_AUTO_TAG_TIMESPAN='30 days ago'\nCVMFS_INCLUDE_XATTRS=yes\n"), Places);
        Assert.Equal(ContentHashAlgorithm.Shake128, settings.Algorithm);
        Assert.Equal(TimeSpan.FromDays(30), settings.AutomaticTagLifetime);
        Assert.Equal(settings, ServerConfigurationFile.Interpret(ShellSettings.Parse(ServerConfigurationFile.Write(settings)), Places));
    }

    [Theory]
    [InlineData("export A=b", "b")]
    [InlineData("A=\"b c\" # d", "b c")]
    [InlineData("A=b # c", "b")]
    [InlineData("# A=b\nA='$x'", "$x")]
    public void Lines_are_read_as_a_shell_would(string text, string expected) => Assert.Equal(expected, ShellSettings.Parse(text).Get("A", ""));

    [Theory]
    [InlineData("CVMFS_UPSTREAM_STORAGE=S3,/tmp,x@y", "SRV016")]
    [InlineData("CVMFS_HASH_ALGORITHM=md5", "SRV013")]
    [InlineData("CVMFS_MIN_CHUNK_SIZE=9999999", "SRV017")]
    [InlineData("CVMFS_REPOSITORY_TYPE=stratum1", "SRV012")]
    [InlineData("CVMFS_REPOSITORY_TTL=soon", "SRV010")]
    public void What_is_not_understood_is_refused_by_name(string text, string id)
    {
        var refused = Assert.Throws<ServerException>(() => ServerConfigurationFile.Interpret(ShellSettings.Parse(text), Places));
        Assert.Equal(id, refused.Id);
    }
}
