using CernVM.Cvmfs.Storage;

namespace CernVM.Contracts.Tests.Storage;

public sealed class DirectoryStoreTests : ObjectStoreContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cvmfs-store-").FullName;

    public DirectoryStoreTests() => Store = DirectoryStore.Create(_folder);

    protected override IObjectStore Store { get; }

    protected override void Dispose(bool disposing)
    {
        Directory.Delete(_folder, recursive: true);
        base.Dispose(disposing);
    }
}
