namespace CernVM.Cvmfs.Linux.Files;

public sealed partial class DirectoryHandle
{
    /// <summary>Removes a name and, when it is a directory, everything below it; links are removed, not followed.</summary>
    /// <returns>The first error; what could be removed before is gone. A missing name is ENOENT.</returns>
    public LinuxResult RemoveTree(ReadOnlySpan<byte> path)
    {
        var unlinked = Unlink(path);
        if (unlinked.Error is not (Errno.EISDIR or Errno.EPERM))
            return unlinked;
        var opened = OpenDirectory(path);
        if (!opened.TryGet(out var directory))
            return unlinked.Error == Errno.EPERM ? unlinked : opened.Error;
        using (directory)
        {
            // Names are gathered first: a directory that shrinks while it is read may skip some.
            var listed = directory.Names();
            if (!listed.IsOk)
                return listed.Error;
            foreach (var name in listed.Value)
            {
                var removed = directory.RemoveTree(name);
                if (!removed.IsOk)
                    return removed;
            }
        }

        return RemoveDirectory(path);
    }

    /// <summary>All names of this directory, in no order.</summary>
    public LinuxResult<IReadOnlyList<byte[]>> Names()
    {
        var names = new List<byte[]>();
        using var reader = new DirectoryReader(this);
        while (reader.TryRead(out var item))
            names.Add(item.Name.ToArray());
        return reader.Error == Errno.None ? names : reader.Error;
    }
}
