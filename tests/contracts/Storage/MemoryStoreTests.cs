using CernVM.Cvmfs.Storage;

namespace CernVM.Contracts.Tests.Storage;

public sealed class MemoryStoreTests : ObjectStoreContract
{
    protected override IObjectStore Store { get; } = new MemoryStore();
}
