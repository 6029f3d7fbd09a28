using CernVM.Functional.Client.Tests.Harness;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Functional.Client.Tests;

public sealed class DescriptorLimitTests
{
    private const int Limit = 300;

    [Fact(Timeout = 120_000)]
    public async Task Programs_hear_of_the_limit_and_the_mount_lives_on()
    {
        Interop.Basic.Require();
        await using var server = RepositoryServer.Start(Interop.Basic.Storage);
        await using var mount = new MountedRepository(Interop.Basic, server.Url, null, [$"CVMFS_NFILES={Limit}"]);
        await mount.MountAsync(Limit);
        var file = Directory.EnumerateFiles(mount.MountPoint).First();
        var open = new List<SafeFileHandle>();
        try
        {
            var refused = Assert.ThrowsAny<IOException>(() =>
            {
                for (var number = 0; number < Limit; number++)
                    open.Add(File.OpenHandle(file));
            });
            Assert.Contains("Too many open files", refused.Message, StringComparison.Ordinal);
            Assert.Equal(Limit / 2, open.Count);
        }
        finally
        {
            open.ForEach(handle => handle.Dispose());
        }

        TreeComparison.AssertEqual(Interop.Basic.Expected(), await ObservedTree.ReadAsync(mount.MountPoint));
    }
}
