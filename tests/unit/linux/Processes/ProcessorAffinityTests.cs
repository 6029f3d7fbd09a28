using CernVM.Cvmfs.Linux.Processes;

namespace CernVM.Cvmfs.Linux.Tests.Processes;

public class ProcessorAffinityTests
{
    [Fact]
    public void Processors_that_do_not_exist_are_refused() => Assert.Equal(Errno.EINVAL, ProcessorAffinity.Set([1023]).Error);

    [Fact]
    public void All_processors_can_be_allowed() => Assert.True(ProcessorAffinity.Set(Enumerable.Range(0, 1024)).IsOk);
}
