using System.Text;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>Deletes directory trees whose names may be any bytes: the runtime's own functions only see names that are valid UTF-8.</summary>
internal static class FileTree
{
    /// <summary>Deletes a tree; there may be none.</summary>
    /// <exception cref="ServerException">Something in it cannot be deleted.</exception>
    public static void Delete(string path)
    {
        var removed = DirectoryHandle.WorkingDirectory.RemoveTree(Encoding.UTF8.GetBytes(path));
        if (!removed.IsOk && removed.Error != Errno.ENOENT)
            throw new ServerException("SRV018", $"{path} cannot be deleted: {removed.Error.Describe()}; delete it by hand.");
    }
}
