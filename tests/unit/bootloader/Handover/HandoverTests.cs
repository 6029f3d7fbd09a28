using System.Text.Json;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Handover;
using CernVM.Bootloader.Agent.Repository;
using CernVM.Bootloader.Agent.Scratch;
using CernVM.Bootloader.Agent.UserData;

namespace CernVM.Bootloader.Agent.Tests.Handover;

public sealed class HandoverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Documents_and_report_are_left_for_the_os_and_secrets_for_root_only()
    {
        string run = Path.Combine(_folder.Path, "run"), scratch = Path.Combine(_folder.Path, "scratch");
        var state = new BootState
        {
            UserData = new UserDataDelivery { Source = "NoCloud", UserData = "secret"u8.ToArray(), MetaData = "{}"u8.ToArray() },
            Scratch = new ScratchSpace("/dev/vdb", true, 1 << 30),
            Repository = new MountedRepository(77, "abc"),
        };
        state.Record(new StageRecord(1, "early mounts", 0, 3, 1, "done", true));

        HandoverFiles.Write(state, run, scratch);

        Assert.Equal("secret", _folder.Read("run/user-data"));
        Assert.Equal("secret", _folder.Read("scratch/context/user-data"));
        Assert.Equal("NoCloud\n", _folder.Read("run/source"));
        Assert.Equal("77\n", _folder.Read("run/daemon.pid"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(run, "user-data")));
        using JsonDocument report = JsonDocument.Parse(_folder.Read("run/boot-report.json"));
        Assert.Equal("abc", report.RootElement.GetProperty("root-hash").GetString());
        Assert.Equal("early mounts", report.RootElement.GetProperty("stages")[0].GetProperty("name").GetString());
        Assert.DoesNotContain("secret", _folder.Read("run/boot-report.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_context_units_are_wanted_by_the_multi_user_target_and_accepted_by_systemd_analyze()
    {
        ContextUnits.Write(_folder.Path, "/bin/true", "(none)");
        ContextUnits.Write(_folder.Path, "/bin/true", "(none)");

        foreach (string unit in new[] { "cernvm-context-early.service", "cernvm-context.service" })
        {
            Assert.Equal("../" + unit, new FileInfo(Path.Combine(_folder.Path, "multi-user.target.wants", unit)).LinkTarget);
            (_, string output) = Tool.Run("systemd-analyze", "verify", "--man=no", Path.Combine(_folder.Path, unit));
            Assert.DoesNotContain("cernvm-context", output, StringComparison.Ordinal);
        }
    }
}
