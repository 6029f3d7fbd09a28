using System.Text;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Server.Tests;

internal static class HardLinks
{
    public static void Create(string existing, string name) =>
        DirectoryHandle.WorkingDirectory.MakeHardLink(Encoding.UTF8.GetBytes(existing), DirectoryHandle.WorkingDirectory, Encoding.UTF8.GetBytes(name)).OrThrow($"link {name}");
}
