using CernVM.Bootloader.Agent.Roles;

namespace CernVM.Bootloader.Agent.Tests.Roles;

public sealed class RoleChoiceTests
{
    [Theory]
    [InlineData("/init", "", 1, "Init", "")]
    [InlineData("/init", "cvmdebug context", 1, "Init", "")]
    [InlineData("/shutdown", "poweroff --log-level 6", 1, "Shutdown", "poweroff --log-level 6")]
    [InlineData("@cvmfs2", "-o config=x repo /root.ro", 70, "Mount", "-o config=x repo /root.ro")]
    [InlineData("/run/cernvm/bin/cvmfs2", "a b", 70, "Mount", "a b")]
    [InlineData("/run/cernvm/bin/cernvm-init", "context apply", 70, "Context", "apply")]
    [InlineData("/run/cernvm/bin/cernvm-init", "cvmfs2 -V", 70, "Mount", "-V")]
    [InlineData("/run/cernvm/bin/cernvm-init", "daemon log exe", 70, "Daemon", "log exe")]
    [InlineData("/run/cernvm/bin/cvmfs_talk", "profile stop --any /debian13", 70, "Talk", "profile stop --any /debian13")]
    [InlineData("/run/cernvm/bin/cernvm-init", "", 70, "Unknown", "")]
    public void The_name_decides_then_the_first_argument(string name, string arguments, int processId, string role, string left)
    {
        RoleChoice choice = RoleChoice.Of(name, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), processId);

        Assert.Equal((role, left), (choice.Role.ToString(), string.Join(' ', choice.Arguments)));
    }
}
