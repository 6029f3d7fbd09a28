using System.Text;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Server.Transactions;

/// <summary>
/// One process at a time changes a repository. The kernel drops the lock with the process, so a killed publisher leaves none behind; the
/// file keeps the holder's process id for messages.
/// </summary>
public sealed class PublishLock : IDisposable
{
    private readonly FileStream _file;

    private PublishLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or fails naming the process that holds it.</summary>
    public static PublishLock Take(string path, string repository)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (File.Exists(path))
        {
            throw new ServerException("SRV020", $"Repository {repository} is being changed by process {Holder(path)}; wait until it has ended ({path}).", busy);
        }

        file.SetLength(0);
        file.Write(Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
        file.Flush();
        return new PublishLock(file);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // Opened past the runtime, whose file streams would ask for a lock themselves.
    private static string Holder(string path)
    {
        const int longestNumber = 32;
        if (!DirectoryHandle.WorkingDirectory.OpenFile(Encoding.UTF8.GetBytes(path), OpenFlags.Read).TryGet(out var file))
            return "(unknown)";
        using (file)
        {
            var text = new byte[longestNumber];
            var holder = Encoding.ASCII.GetString(text, 0, RandomAccess.Read(file, text, 0)).Trim();
            return holder.Length > 0 ? holder : "(unknown)";
        }
    }
}
