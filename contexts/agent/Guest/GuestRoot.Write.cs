using System.Text;
using CernVM.Cvmfs.Linux.Files;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Contexts.Agent.Guest;

public sealed partial class GuestRoot
{
    /// <summary>Makes a directory and what is missing above it (that as 0755, root).</summary>
    /// <returns>False when it was there already; it is then left as it is.</returns>
    public bool MakeDirectory(string path, GuestAttributes attributes)
    {
        using var walker = Walker(path);
        walker.Walk(Parents(path), GuestAttributes.PublicDirectory);
        if (walker.Walk([Encoding.UTF8.GetString(Name(path))], make: null))
            return false;
        walker.Walk([Encoding.UTF8.GetString(Name(path))], attributes);
        return true;
    }

    /// <summary>
    /// Replaces a file by one with this content: written aside, made durable, renamed. A symbolic link of that name is replaced
    /// itself. Missing directories are made as 0755, root.
    /// </summary>
    /// <returns>False when the file was already exactly that.</returns>
    public bool WriteFile(string path, ReadOnlySpan<byte> content, GuestAttributes attributes)
    {
        using var walker = Walker(path);
        walker.Walk(Parents(path), GuestAttributes.PublicDirectory);
        var directory = walker.Current;
        var name = Name(path);
        if (IsAlready(directory, name, path, content, attributes))
            return false;
        var temporary = TemporaryName();
        try
        {
            using (var file = directory.OpenFile(temporary, OpenFlags.Write | OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.NoFollow,
                GuestAttributes.PrivateFile.Permissions).OrThrow($"make a file beside {path}"))
            {
                WriteAll(file, path, content);
                _ownership.Give(file, path, attributes.Uid, attributes.Gid);
                // After the owner: changing that clears the set-id bits.
                file.ChangeMode(attributes.Permissions).OrThrow($"set the permissions of {path}");
                file.Sync().OrThrow($"make {path} durable");
            }

            directory.Rename(temporary, directory, name).OrThrow($"put the new {path} in place");
        }
        catch (IOException)
        {
            directory.Unlink(temporary);
            throw;
        }

        directory.Sync().OrThrow($"make the name {path} durable");
        return true;
    }

    /// <inheritdoc cref="WriteFile(string, ReadOnlySpan{byte}, GuestAttributes)"/>
    public bool WriteFile(string path, string text, GuestAttributes attributes) => WriteFile(path, Encoding.UTF8.GetBytes(text), attributes);

    /// <summary>Makes a symbolic link, replacing what is there unless that is a directory.</summary>
    /// <returns>False when it was already there.</returns>
    public bool WriteLink(string path, string target)
    {
        using var walker = Walker(path);
        walker.Walk(Parents(path), GuestAttributes.PublicDirectory);
        var bytes = Encoding.UTF8.GetBytes(target);
        if (walker.Current.ReadLink(Name(path)).TryGet(out var now) && now.AsSpan().SequenceEqual(bytes))
            return false;
        var temporary = TemporaryName();
        walker.Current.MakeLink(temporary, bytes).OrThrow($"make a link beside {path}");
        var renamed = walker.Current.Rename(temporary, walker.Current, Name(path));
        if (!renamed.IsOk)
            walker.Current.Unlink(temporary);
        renamed.OrThrow($"put the new link {path} in place");
        return true;
    }

    /// <summary>Opens a file for adding to its end, making it when it is missing.</summary>
    public SafeFileHandle OpenForAppend(string path, GuestAttributes attributes) =>
        OpenFile(path, OpenFlags.Write | OpenFlags.Append | OpenFlags.Create, attributes);

    /// <summary>Opens a file that serves as a lock, making it when it is missing.</summary>
    public SafeFileHandle OpenForLock(string path) => OpenFile(path, OpenFlags.Write | OpenFlags.Create, GuestAttributes.PrivateFile);

    private SafeFileHandle OpenFile(string path, OpenFlags flags, GuestAttributes attributes)
    {
        using var walker = Walker(path);
        walker.Walk(Parents(path), GuestAttributes.PublicDirectory);
        return walker.Current.OpenFile(Name(path), flags | OpenFlags.NoFollow | OpenFlags.NonBlocking, attributes.Permissions).OrThrow($"open {path}");
    }

    private bool IsAlready(DirectoryHandle directory, byte[] name, string path, ReadOnlySpan<byte> content, GuestAttributes attributes) =>
        directory.Status(name).TryGet(out var status)
        && status.Kind == FileKind.Regular
        && status.Permissions == attributes.Permissions
        && status.Size == content.Length
        && !_ownership.Differs(status, attributes.Uid, attributes.Gid)
        && ReadIn(directory, path).AsSpan().SequenceEqual(content);

    private static void WriteAll(SafeFileHandle file, string path, ReadOnlySpan<byte> content)
    {
        for (var done = 0; done < content.Length;)
            done += file.WriteAt(content[done..], done).OrThrow($"write {path}");
    }

    private static byte[] TemporaryName() => Encoding.UTF8.GetBytes($".cernvm-{Guid.NewGuid():N}");
}
