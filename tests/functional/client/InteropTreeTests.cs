using CernVM.Functional.Client.Tests.Harness;

namespace CernVM.Functional.Client.Tests;

/// <summary>Repositories of the original tools, seen through our mount over HTTP, equal their source trees.</summary>
public class InteropTreeTests
{
    [Theory(Timeout = 180_000)]
    [InlineData("basic-sha1", "expected.tsv", "")]
    [InlineData("shake128", "expected.tsv", "")]
    [InlineData("tagged", "expected.tsv", "")]
    [InlineData("garbage", "expected.tsv", "")]
    [InlineData("tagged", "expected-v1.tsv", "CVMFS_REPOSITORY_TAG=v1")]
    [InlineData("tagged", "expected-v2.tsv", "CVMFS_REPOSITORY_TAG=v2")]
    [InlineData("tagged", "expected-v3.tsv", "CVMFS_REPOSITORY_TAG=v3")]
    [InlineData("tagged", "expected-v2.tsv", "CVMFS_ROOT_HASH=8a2f05e69e83f7969301c8ff868088bf8d744473")]
    [InlineData("tagged", "expected-v1.tsv", "CVMFS_REPOSITORY_DATE=2026-11-22T13:55:29Z")]
    [InlineData("tagged", "expected-v3.tsv", "CVMFS_REPOSITORY_DATE=2027-01-01T00:00:00Z")]
    [InlineData("garbage", "expected-keepme.tsv", "CVMFS_REPOSITORY_TAG=keepme")]
    public async Task Every_entry_is_as_published(string folder, string expected, string parameter)
    {
        var repository = Interop.Of(folder);
        repository.Require();
        await using var server = RepositoryServer.Start(repository.Storage);
        await using var mount = new MountedRepository(repository, server.Url, null, parameter);
        await mount.MountAsync();

        TreeComparison.AssertEqual(repository.Expected(expected), await ObservedTree.ReadAsync(mount.MountPoint));

        // The second walk is answered from the kernel's and the client's caches.
        TreeComparison.AssertEqual(repository.Expected(expected), await ObservedTree.ReadAsync(mount.MountPoint));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_tag_that_does_not_exist_is_refused_by_name()
    {
        Interop.Tagged.Require();
        await using var server = RepositoryServer.Start(Interop.Tagged.Storage);
        await using var mount = new MountedRepository(Interop.Tagged, server.Url, null, "CVMFS_REPOSITORY_TAG=v99");

        var result = await mount.TryMountAsync();

        Assert.Equal(22, result.ExitCode);
        Assert.Contains("v99", result.Errors, StringComparison.Ordinal);
    }
}
