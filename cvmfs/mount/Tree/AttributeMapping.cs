using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Mount.Ownership;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>What stat shows of a catalog row (formats §7.10).</summary>
internal sealed class AttributeMapping(OwnershipPolicy ownership)
{
    private const uint BlockSize = 4096;
    private const ulong StatBlock = 512;

    public NodeAttributes Of(RepositoryNode node)
    {
        var entry = node.Entry;
        var size = node.Size;
        var time = new FileTime(entry.ModificationTime, Math.Max(0, entry.ModificationNanoseconds));
        return new NodeAttributes
        {
            Inode = node.Inode.Number,
            Size = size,
            Blocks = 1 + (size / StatBlock),
            AccessTime = time,
            ModificationTime = time,
            ChangeTime = time,
            Mode = ownership.Mode(entry),
            LinkCount = entry.LinkCount,
            Uid = ownership.Uid(entry),
            Gid = ownership.Gid(entry),
            Device = DeviceNumber.FromEncoded(entry.DeviceNumber),
            BlockSize = BlockSize,
        };
    }
}
