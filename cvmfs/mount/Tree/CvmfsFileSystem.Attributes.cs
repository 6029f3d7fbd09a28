using System.Text;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Xattrs;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Tracing;
using CernVM.Cvmfs.Mount.Xattrs;

namespace CernVM.Cvmfs.Mount.Tree;

internal sealed partial class CvmfsFileSystem
{
    protected override Errno GetExtendedAttribute(in FuseRequest request, ReadOnlySpan<byte> name, ref SizedReply value)
    {
        var error = Find(request, out var node);
        if (error != Errno.None)
            return error;

        if (!MayRead(request))
            return Errno.EACCES;
        _trace?.Note(TraceEvent.GetXattr, node!.Path, "getxattr()");

        // Every program start asks for security.capability: nothing is allocated for an entry without attributes.
        if (name.StartsWith("user."u8) || name.StartsWith("xfsroot."u8))
        {
            var magic = Magic(request, node!, Encoding.UTF8.GetString(name));
            if (magic is not null)
                return value.Set(Encoding.UTF8.GetBytes(magic));
        }
        return node!.Entry.Xattrs.IsEmpty ? Errno.ENODATA : Stored(node, name, ref value);
    }

    protected override Errno ListExtendedAttributes(in FuseRequest request, ref SizedReply names)
    {
        var error = Find(request, out var node);
        if (error != Errno.None)
            return error;
        _trace?.Note(TraceEvent.ListXattrs, node!.Path, "listxattr()");
        var isListed = _guard.IsListed(node!.Entry.Name.IsEmpty);
        if (!isListed && node!.Entry.Xattrs.IsEmpty)
            return names.Set([]);
        using var list = new MemoryStream();
        if (!node!.Entry.Xattrs.IsEmpty && AppendStored(node, list) is var damage and not Errno.None)
            return damage;
        if (isListed)
            MagicXattrTable.AppendNames(_magic, node, list);
        return names.Set(list.GetBuffer().AsSpan(0, (int)list.Length));
    }

    private string? Magic(in FuseRequest request, RepositoryNode node, string name)
    {
        var page = XattrPage.Parse(name);
        if (MagicXattrTable.Find(page.Name) is not { } xattr || !xattr.AppliesTo(node) || !_guard.MayRead(page.Name, request.Uid, request.Gid))
            return null;
        var value = xattr.Read(_magic, node, request.Cancellation).AsTask().GetAwaiter().GetResult();
        return value is null ? null : page.Of(value, xattr.Head);
    }

    private Errno Stored(RepositoryNode node, ReadOnlySpan<byte> name, ref SizedReply value)
    {
        var parsed = XattrList.Parse(node.Entry.Xattrs.Span);
        if (!parsed.IsOk)
            return Damaged(node, parsed.Error);
        return parsed.Value.TryGet(Encoding.UTF8.GetString(name), out var bytes) ? value.Set(bytes.Value.Span) : Errno.ENODATA;
    }

    private Errno AppendStored(RepositoryNode node, MemoryStream names)
    {
        var parsed = XattrList.Parse(node.Entry.Xattrs.Span);
        if (!parsed.IsOk)
            return Damaged(node, parsed.Error);
        foreach (var (name, _) in parsed.Value.Pairs)
        {
            names.Write(Encoding.UTF8.GetBytes(name));
            names.WriteByte(0);
        }
        return Errno.None;
    }

    private Errno Damaged(RepositoryNode node, FormatError error) => Report(
        MountEvent.AttributesDamaged,
        new ClientFailure(ClientFailureKind.Catalog, $"{error.Id}: {error.Message}"),
        node,
        "read the extended attributes of");
}
