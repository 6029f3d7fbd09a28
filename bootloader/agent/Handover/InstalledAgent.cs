using System.Text;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Bootloader.Agent.Handover;

/// <summary>
/// Copies the executable to /run, where the OS finds it and where it outlives the initramfs: one file with several names.
/// They are hard links, since systemd unmounts bind mounts below /run before it calls the shutdown hook.
/// </summary>
internal static class InstalledAgent
{
    private static readonly string[] Links =
    [
        $"{AgentPaths.Handover}/bin/cernvm", $"{AgentPaths.Handover}/bin/cvmfs2", $"{AgentPaths.Handover}/bin/cvmfs_talk",
        $"{AgentPaths.ShutdownFolder}/shutdown",
    ];

    /// <summary>Does nothing when it was done before.</summary>
    public static void Install()
    {
        if (File.Exists(AgentPaths.InstalledExecutable))
            return;
        Directory.CreateDirectory($"{AgentPaths.Handover}/bin");
        Directory.CreateDirectory(AgentPaths.ShutdownFolder);
        string partial = AgentPaths.InstalledExecutable + ".new";
        File.Copy(AgentPaths.Executable, partial, overwrite: true);
        File.SetUnixFileMode(partial, (UnixFileMode)0b111_101_101);
        File.Move(partial, AgentPaths.InstalledExecutable);
        foreach (string link in Links)
        {
            LinuxResult made = DirectoryHandle.WorkingDirectory.MakeHardLink(
                Encoding.UTF8.GetBytes(AgentPaths.InstalledExecutable), DirectoryHandle.WorkingDirectory, Encoding.UTF8.GetBytes(link));
            if (!made.IsOk && made.Error != Errno.EEXIST)
                throw new IOException($"{link} cannot be linked: {made}");
        }
    }
}
