namespace CernVM.Contracts.Tests.ReadSide;

/// <summary>The same of an original client, where one shows the fixture: CVMFS_ORIGINAL_MOUNT names its directory.</summary>
public class OriginalReadTests : ReadSideContract
{
    protected override Task<IReadableTree> OpenAsync()
    {
        var place = Environment.GetEnvironmentVariable("CVMFS_ORIGINAL_MOUNT");
        Assert.SkipWhen(string.IsNullOrEmpty(place), "CVMFS_ORIGINAL_MOUNT names no mount of an original client");
        return Task.FromResult<IReadableTree>(new DirectoryTree(place!, () => ValueTask.CompletedTask));
    }
}
