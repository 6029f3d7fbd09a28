using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats;
using CsCheck;

namespace CernVM.Cvmfs.Client.Tests.Configuration;

/// <summary>The standard chain with a config repository (formats §11.1).</summary>
public sealed class ConfigurationChainTests : IDisposable
{
    private const string Shared = "mnt/config.example.org/etc/cvmfs";
    private static readonly RepositoryName Name = RepositoryName.Parse("sft.cern.ch");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_files_of_the_config_repository_come_before_the_local_ones_of_each_level()
    {
        WriteDefaults();
        string[] order =
        [
            "etc/default.conf", "etc/default.d/10.conf", Shared + "/default.conf", "etc/default.local",
            Shared + "/domain.d/cern.ch.conf", "etc/domain.d/cern.ch.conf", "etc/domain.d/cern.ch.local",
            Shared + "/config.d/sft.cern.ch.conf", "etc/config.d/sft.cern.ch.conf", "etc/config.d/sft.cern.ch.local",
        ];
        foreach (var file in order)
            Append(file, $"ORDER=$ORDER:{file}\n");
        Assert.Equal(order, Load().Find("ORDER")!.Value.Split(':')[1..]);
    }

    [Fact]
    public void The_config_repository_is_fixed_before_it_is_read()
    {
        WriteDefaults();
        Append("etc/default.local", "CVMFS_CONFIG_REPOSITORY=other.example.org\n");
        var set = Load();
        Assert.Equal("config.example.org", set.Find("CVMFS_CONFIG_REPOSITORY")!.Value);
        var problem = Assert.Single(set.Problems, problem => problem.Id == "CFG033");
        Assert.True(problem.IsWarning);
    }

    [Theory]
    [InlineData("yes", "CFG030", false)]
    [InlineData("no", "CFG031", true)]
    public void A_config_repository_that_is_not_there_matters_when_it_is_required(string required, string id, bool isWarning)
    {
        Append("etc/default.conf", $"CVMFS_CONFIG_REPOSITORY=config.example.org\nCVMFS_MOUNT_DIR={_folder["mnt"]}\nCVMFS_CONFIG_REPO_REQUIRED={required}\n");
        var problem = Assert.Single(Load().Problems);
        Assert.Equal((id, isWarning), (problem.Id, problem.IsWarning));
    }

    [Fact]
    public void The_config_repository_itself_is_mounted_without_it()
    {
        WriteDefaults();
        Append(Shared + "/default.conf", "A=b\n");
        Assert.Null(ConfigurationFiles.LoadChain(RepositoryName.Parse("config.example.org"), _folder["etc"]).Find("A"));
    }

    [Fact]
    public void The_folder_is_reached_before_it_is_looked_at_and_held_until_the_end()
    {
        WriteDefaults();
        var access = new AccessThatMakes(() => Append(Shared + "/default.conf", "A=b\n"));
        var set = ConfigurationFiles.LoadChain(Name, _folder["etc"], access: access);
        Assert.Equal("b", set.Find("A")!.Value);
        Assert.True(access.IsReleased);
    }

    [Fact]
    public void Without_a_repository_only_the_general_files_count()
    {
        WriteDefaults();
        Append("etc/domain.d/cern.ch.conf", "A=b\n");
        Append(Shared + "/default.conf", "A=b\n");
        var set = ConfigurationFiles.LoadChain(default, _folder["etc"]);
        Assert.Null(set.Find("A"));
        Assert.NotNull(set.Find("CVMFS_CONFIG_REPOSITORY"));
    }

    [Fact]
    public void A_missing_file_of_several_is_a_warning()
    {
        Append("there", "A=b\n");
        var set = ConfigurationFiles.Load([_folder["there"], _folder["absent"]], Name);
        Assert.True(Assert.Single(set.Problems).IsWarning);
        Assert.Equal("b", set.Find("A")!.Value);
    }

    [Fact]
    public void No_bytes_make_the_plain_reader_fail() => Gen.Byte.Array[0, 400].Sample(
        bytes =>
        {
            File.WriteAllBytes(_folder["hostile"], bytes);
            var set = ConfigurationFiles.Load([_folder["hostile"]], Name, plain: true);
            _ = SettingsBinder.Bind(Name, set);
        },
        threads: 1);

    public void Dispose() => _folder.Dispose();

    private void WriteDefaults() =>
        Append("etc/default.conf", $"CVMFS_CONFIG_REPOSITORY=config.example.org\nCVMFS_MOUNT_DIR={_folder["mnt"]}\n");

    private void Append(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
        File.AppendAllText(_folder[file], text);
    }

    private ConfigurationSet Load() => ConfigurationFiles.LoadChain(Name, _folder["etc"]);

    private sealed class AccessThatMakes(Action make) : IConfigRepositoryAccess, IDisposable
    {
        public bool IsReleased { get; private set; }

        public IDisposable? Reach(string folder)
        {
            make();
            return this;
        }

        public void Dispose() => IsReleased = true;
    }
}
