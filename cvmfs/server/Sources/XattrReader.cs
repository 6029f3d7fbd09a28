using System.Text;
using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Xattrs;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Server.Sources;

/// <summary>Reads a name's extended attributes into the catalog's form (formats §7.6).</summary>
internal static class XattrReader
{
    private const string OverlayPrefix = "trusted.overlay.";
    private const int UsualNames = 1024;

    /// <summary>The blob; empty when there are no attributes or the file system has none. Overlayfs's own notes are left out.</summary>
    public static ReadOnlyMemory<byte> Read(DirectoryHandle directory, ReadOnlySpan<byte> at, RepositoryPath path, IChangeSource source)
    {
        Span<byte> usual = stackalloc byte[UsualNames];
        var length = directory.ListAttributes(at, usual);
        if (length.Error == Errno.EOPNOTSUPP || (length.IsOk && length.Value == 0))
            return ReadOnlyMemory<byte>.Empty;
        ReadOnlySpan<byte> names = usual;
        if (length.Error == Errno.ERANGE)
        {
            var many = new byte[DirectoryHandle.AttributeMaximum];
            length = directory.ListAttributes(at, many);
            names = many;
        }

        return Collect(directory, at, names[..length.OrFail(path, source)]);
    }

    private static byte[] Collect(DirectoryHandle directory, ReadOnlySpan<byte> at, ReadOnlySpan<byte> names)
    {
        var attributes = new List<KeyValuePair<string, ReadOnlyMemory<byte>>>();
        Span<byte> value = stackalloc byte[XattrList.MaxLength];
        while (!names.IsEmpty)
        {
            var end = names.IndexOf((byte)0);
            var name = Encoding.UTF8.GetString(names[..end]);
            // A value that does not fit is too long for a catalog, and one that vanished meanwhile is not there.
            if (!name.StartsWith(OverlayPrefix, StringComparison.Ordinal) && directory.GetAttribute(at, names[..end], value).TryGet(out var length))
                attributes.Add(new(name, value[..length].ToArray()));
            names = names[(end + 1)..];
        }

        return XattrList.Create(attributes, out _).ToBlob();
    }
}
