using System.Diagnostics;
using CernVM.Cvmfs.Linux.Kernel;
using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Linux.Tests.Processes;

[Collection("child processes")]
public class ProcessTests
{
    [Fact]
    public void IdentityIsThatOfDotNet()
    {
        Assert.Equal(Environment.ProcessId, ProcessControl.Id);
        Assert.True(ProcessControl.Exists(Environment.ProcessId));
        Assert.Equal(Environment.UserName == "root", ProcessControl.IsRoot);
        Assert.Equal(Credentials.RealUid, Credentials.EffectiveUid);
    }

    [Fact]
    public void TheKernelsNameAndMemory()
    {
        var name = KernelName.Read().Value;
        Assert.Equal("Linux", name.System);
        Assert.Equal(Environment.MachineName, name.HostName);
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/osrelease").Trim(), name.Release);
        var information = SystemInformation.Read().Value;
        Assert.InRange(information.FreeMemory, 1, information.TotalMemory);
        Assert.True(information.Uptime > TimeSpan.Zero);
    }

    [Fact]
    public void ThreadNamesAreCutToFifteenBytes()
    {
        var thread = new Thread(() =>
        {
            Assert.True(ProcessControl.SetName("a-name-that-is-too-long").IsOk);
            Assert.Equal("a-name-that-is-", File.ReadAllText("/proc/thread-self/comm").Trim());
        });
        thread.Start();
        thread.Join();
    }

    [Fact]
    public void LimitsCanBeReadAndSet()
    {
        var limit = ResourceLimit.Get(LimitedResource.CoreSize).Value;
        Assert.True((limit with { Soft = 0 }).Apply(LimitedResource.CoreSize).IsOk);
        Assert.Equal(0ul, ResourceLimit.Get(LimitedResource.CoreSize).Value.Soft);
        Assert.True(limit.Apply(LimitedResource.CoreSize).IsOk);
    }

    [Fact]
    public void CapabilitiesAreThoseOfProc()
    {
        var line = File.ReadLines("/proc/thread-self/status").Single(text => text.StartsWith("CapEff", StringComparison.Ordinal));
        Assert.Equal(Convert.ToUInt64(line.Split('\t')[1], 16), Capabilities.Get().Value.Effective);
    }

    [Fact]
    public void OutOfMemoryScore() => Assert.True(ProcessControl.SetOutOfMemoryScore(int.Parse(File.ReadAllText("/proc/self/oom_score_adj"))).IsOk);

    [Fact(Timeout = 60_000)]
    public async Task SignalsReachAChild()
    {
        using var child = Process.Start("sleep", "1000");
        Assert.True(ProcessControl.Send(child.Id, Signal.Terminate).IsOk);
        await child.WaitForExitAsync();
        Assert.Equal(128 + 15, child.ExitCode);
        Assert.Equal(Errno.ESRCH, ProcessControl.Send(child.Id, Signal.None).Error);
    }

    [Fact]
    public void ExecutingNothingFailsAndReturns()
    {
        Assert.Equal(Errno.ENOENT, ProcessReplacement.Execute("/nonexistent", ["x"], []).Error);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0x0300, 3)]
    [InlineData(9, 137)]
    [InlineData(0x8b, 139)]
    public void WaitStatusAsAShellCounts(int status, int expected) => Assert.Equal(expected, OrphanReaper.ExitCodeOf(status));
}
