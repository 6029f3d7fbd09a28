using System.Text;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Contexts.Agent.Guest;

public sealed partial class GuestRoot
{
    private const int DeepestCopy = 16;

    /// <summary>Copies directories, files and links (not devices) of a tree to <paramref name="to"/>, everything owned by one user.</summary>
    public void CopyTree(string from, string to, uint uid, uint gid) => CopyTree(from, to, uid, gid, 0);

    private void CopyTree(string from, string to, uint uid, uint gid, int depth)
    {
        if (depth > DeepestCopy)
            throw new GuestPathException($"{from} is refused: more than {DeepestCopy} directories are inside each other.");
        foreach (var name in Names(from))
        {
            var (source, target) = ($"{from}/{name}", $"{to}/{name}");
            if (Status(source) is not { } status)
                continue;
            var attributes = new GuestAttributes(status.Permissions, uid, gid);
            if (status.Kind == FileKind.Directory)
            {
                MakeDirectory(target, attributes);
                CopyTree(source, target, uid, gid, depth + 1);
            }
            else if (status.Kind == FileKind.Regular)
            {
                WriteFile(target, ReadFile(source) ?? [], attributes);
            }
            else if (status.Kind == FileKind.SymbolicLink)
            {
                CopyLink(source, target);
            }
        }
    }

    private void CopyLink(string source, string target)
    {
        using var walker = Walker(source);
        walker.Walk(Parents(source), make: null);
        WriteLink(target, Encoding.UTF8.GetString(walker.Current.ReadLink(Name(source)).OrThrow($"read the link {source}")));
    }

    private List<string> Names(string path)
    {
        var names = new List<string>();
        using var walker = Walker(path);
        if (!walker.Walk(path.Split('/'), make: null))
            return names;
        // A descriptor of its own: reading moves the position of the walker's.
        using var directory = walker.Current.OpenDirectory("."u8).OrThrow($"open {path}");
        using var reader = new DirectoryReader(directory);
        while (reader.TryRead(out var item))
            names.Add(Encoding.UTF8.GetString(item.Name));
        LinuxResult.FromErrno(reader.Error).OrThrow($"read the directory {path}");
        names.Sort(StringComparer.Ordinal);
        return names;
    }
}
