using System.Text;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Contexts.Agent.Guest;

/// <summary>
/// Opens directories of the guest one step at a time and never leaves its root. A symbolic link is followed only where root
/// alone could have put it: users could otherwise make the agent, which is root, write wherever they point.
/// </summary>
internal sealed class PathWalker : IDisposable
{
    private const int MostLinks = 40;
    private const uint WritableByOthers = 0b000_010_010;

    private readonly List<DirectoryHandle> _opened = [];
    private readonly DirectoryHandle _root;
    private readonly uint _trustedUid;
    private readonly IOwnership _ownership;
    private readonly string _path;
    private int _links;

    public PathWalker(DirectoryHandle root, uint trustedUid, IOwnership ownership, string path)
    {
        _root = root;
        _trustedUid = trustedUid;
        _ownership = ownership;
        _path = path;
    }

    /// <summary>The directory reached so far; valid until this walker is disposed.</summary>
    public DirectoryHandle Current => _opened.Count == 0 ? _root : _opened[^1];

    /// <summary>Walks; false when a step does not exist and <paramref name="make"/> is null.</summary>
    public bool Walk(IEnumerable<string> steps, GuestAttributes? make)
    {
        var pending = new Stack<string>(steps.Reverse());
        while (pending.TryPop(out var step))
        {
            if (step is "" or ".")
                continue;
            if (step == "..")
                Leave();
            else if (!Enter(step, pending, make))
                return false;
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var directory in _opened)
            directory.Dispose();
    }

    private bool Enter(string step, Stack<string> pending, GuestAttributes? make)
    {
        var name = Encoding.UTF8.GetBytes(step);
        var opened = Current.OpenDirectory(name);
        if (opened.Error is Errno.ENOTDIR or Errno.ELOOP)
            return Follow(step, name, pending);
        if (opened.Error == Errno.ENOENT)
        {
            if (make is null)
                return false;
            Make(step, name, make.Value);
            return true;
        }

        _opened.Add(opened.OrThrow($"open the directory '{step}' of {_path}"));
        return true;
    }

    private bool Follow(string step, byte[] name, Stack<string> pending)
    {
        var status = Current.Status(name).OrThrow($"look at '{step}' of {_path}");
        if (status.Kind != FileKind.SymbolicLink)
            throw new GuestPathException($"{_path} cannot be reached: '{step}' is not a directory. Remove it or choose another path.");
        var parent = Current.Status([]).OrThrow($"look at the directory that holds '{step}' of {_path}");
        if ((parent.Uid != 0 && parent.Uid != _trustedUid) || (parent.Permissions & WritableByOthers) != 0)
            throw new GuestPathException($"{_path} is refused: '{step}' is a symbolic link in a directory that others than root can write to. Replace the link by a directory.");
        if (++_links > MostLinks)
            throw new GuestPathException($"{_path} cannot be reached: more than {MostLinks} symbolic links. Remove the loop.");
        var target = Encoding.UTF8.GetString(Current.ReadLink(name).OrThrow($"read the link '{step}' of {_path}"));
        if (target.StartsWith('/'))
            LeaveAll();
        foreach (var part in target.Split('/').Reverse())
            pending.Push(part);
        return true;
    }

    private void Make(string step, byte[] name, GuestAttributes attributes)
    {
        Current.MakeDirectory(name, GuestAttributes.PrivateDirectory.Permissions).OrThrow($"make the directory '{step}' of {_path}");
        var made = Current.OpenDirectory(name).OrThrow($"open the new directory '{step}' of {_path}");
        _opened.Add(made);
        _ownership.Give(made, _path, attributes.Uid, attributes.Gid);
        made.ChangeMode("."u8, attributes.Permissions).OrThrow($"set the permissions of the directory '{step}' of {_path}");
    }

    private void Leave()
    {
        if (_opened.Count == 0)
            return;
        _opened[^1].Dispose();
        _opened.RemoveAt(_opened.Count - 1);
    }

    private void LeaveAll()
    {
        while (_opened.Count > 0)
            Leave();
    }
}
