using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Authz;

/// <summary>
/// Who asks: the session of a process with the moment at which its leader was born, and the caller's user and group. A number that is used again is
/// another session.
/// </summary>
internal readonly record struct SessionKey(int Session, ulong Birth, uint Uid, uint Gid)
{
    // proc(5): fields of /proc/PID/stat behind the name in parentheses, counted from 0.
    private const int SessionField = 3;
    private const int StartField = 19;

    /// <summary>The session of a process; null when it is gone.</summary>
    public static SessionKey? Of(int pid, uint uid, uint gid)
    {
        if (Read(pid) is not { } process)
            return null;

        // Session 0 is what processes of another name space see; they share the one of their first process.
        var leader = process.Session == 0 ? 1 : process.Session;
        return Read(leader) is { } session ? new SessionKey(leader, session.Birth, uid, gid) : new SessionKey(leader, process.Birth, uid, gid);
    }

    /// <summary>Session and birth from the text of <c>/proc/PID/stat</c>; the name may hold anything, also parentheses.</summary>
    public static (int Session, ulong Birth)? Parse(string text)
    {
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > StartField && int.TryParse(fields[SessionField], NumberStyles.None, CultureInfo.InvariantCulture, out var session)
            && ulong.TryParse(fields[StartField], NumberStyles.None, CultureInfo.InvariantCulture, out var birth)
            ? (session, birth)
            : null;
    }

    private static (int Session, ulong Birth)? Read(int pid)
    {
        var opened = DirectoryHandle.WorkingDirectory.OpenFile(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat")), OpenFlags.Read);
        if (!opened.TryGet(out var file))
            return null;
        using (file)
        {
            Span<byte> text = stackalloc byte[1024];
            return file.ReadAt(text, 0).TryGet(out var length) ? Parse(Encoding.Latin1.GetString(text[..length])) : null;
        }
    }
}
