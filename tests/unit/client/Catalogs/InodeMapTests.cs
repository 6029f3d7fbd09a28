using CernVM.Cvmfs.Client.Catalogs;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CsCheck;

namespace CernVM.Cvmfs.Client.Tests.Catalogs;

public sealed class InodeMapTests
{
    [Fact]
    public void Every_inode_finds_its_catalog() => Gen.Int[1, 50].Array[1, 20].Sample(counts =>
    {
        var map = new InodeMap();
        var taken = counts.Select(count =>
        {
            var slot = new CatalogSlot(new CatalogReference(RepositoryPath.Root, ContentHash.Null(ContentHashAlgorithm.Sha1)), -1, null);
            return (Slot: slot, Offset: map.Take(slot, (ulong)count), Count: (ulong)count);
        }).ToList();
        foreach (var (slot, offset, count) in taken)
        {
            Assert.Same(slot, map.Find(new Inode(offset + 1)));
            Assert.Same(slot, map.Find(new Inode(offset + count)));
        }

        var forgotten = taken.Where((_, index) => index % 2 == 0).Select(one => one.Slot).ToHashSet();
        var limit = map.Limit;
        map.Forget(forgotten);
        foreach (var (slot, offset, count) in taken)
        {
            Assert.Same(forgotten.Contains(slot) ? null : slot, map.Find(new Inode(offset + 1)));
            Assert.Same(forgotten.Contains(slot) ? null : slot, map.Find(new Inode(offset + count)));
        }

        Assert.Equal(limit, map.Limit);
        Assert.Null(map.Find(new Inode(map.Limit)));
        Assert.Null(map.Find(new Inode(Inode.First - 1)));
        Assert.Equal(Inode.First - 1 + (ulong)counts.Sum(), map.Limit - 1);
    });
}
