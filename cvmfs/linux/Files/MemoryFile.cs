using CernVM.Cvmfs.Linux.Abi;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Linux.Files;

/// <summary>A file without a name that lies in memory (memfd_create(2)), for what one process hands to another.</summary>
public static class MemoryFile
{
    /// <summary>Makes a file of this content that nobody can change any more.</summary>
    /// <param name="name">Shown in /proc only.</param>
    /// <param name="content">All of its bytes.</param>
    public static LinuxResult<SafeFileHandle> CreateSealed(string name, ReadOnlySpan<byte> content)
    {
        using var native = new NativePath(name, stackalloc byte[NativePath.Scratch]);
        var made = Gate.Handle(Libc.memfd_create(in native.Pointer, Fcntl.MFD_CLOEXEC | Fcntl.MFD_ALLOW_SEALING));
        if (!made.TryGet(out var file))
            return made.Error;
        for (var offset = 0L; !content.IsEmpty;)
        {
            var written = file.WriteAt(content, offset);
            if (!written.IsOk)
            {
                file.Dispose();
                return written.Error;
            }

            content = content[written.Value..];
            offset += written.Value;
        }

        const int Seals = Fcntl.F_SEAL_SEAL | Fcntl.F_SEAL_SHRINK | Fcntl.F_SEAL_GROW | Fcntl.F_SEAL_WRITE;
        var sealing = Gate.Check(Libc.fcntl(file, Fcntl.F_ADD_SEALS, Seals));
        if (sealing.IsOk)
            return file;
        file.Dispose();
        return sealing.Error;
    }
}
