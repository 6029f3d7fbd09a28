using System.ComponentModel;
using System.Diagnostics;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Server.Repositories;

namespace CernVM.Cvmfs.Server.Transactions;

/// <summary>
/// The writable view of a repository during a transaction: the published revision, mounted read-only by <c>cvmfs2</c>, below an overlayfs whose upper
/// directory collects the changes.
/// </summary>
internal sealed class UnionMount(RepositorySettings settings, RepositoryPlaces places)
{
    private const string ClientProgram = "cvmfs2";
    private const string MultiCallProgram = "cvmfs";

    private SpoolDirectory Spool => settings.Spool;

    /// <summary>Whether the union is mounted.</summary>
    public bool IsMounted => MountTable.At(settings.UnionDirectory)?.Type == "overlay";

    /// <summary>Mounts client and union, writable.</summary>
    public async Task MountAsync(CancellationToken cancellationToken)
    {
        await MountClientAsync(cancellationToken);
        Directory.CreateDirectory(settings.UnionDirectory);
        var overlay = new OverlayOptions([Spool.ReadOnlyMount], Spool.Scratch, Spool.OverlayWork)
        {
            // Redirects and metadata-only copies would leave entries in the upper directory without their content.
            RedirectDirectories = false,
            MetadataOnlyCopy = false,
            Index = false,
        };
        var mounted = overlay.Attach(settings.UnionDirectory, source: $"overlay_{settings.Name}");
        if (!mounted.IsOk)
        {
            throw new ServerException(
                "SRV090", $"The union of {settings.Name} cannot be mounted at {settings.UnionDirectory}: {mounted.Error.Describe()}; "
                + $"the kernel needs overlayfs, and {Spool.Scratch} a local file system with trusted extended attributes.");
        }
    }

    /// <summary>Makes the union read-only, so that nothing changes while it is published.</summary>
    public void Freeze()
    {
        var frozen = FileSystemMounts.Remount(settings.UnionDirectory, MountFlags.ReadOnly);
        if (frozen.Error == Errno.EBUSY)
            throw new ServerException("SRV091", $"Files below {settings.UnionDirectory} are open for writing; close them ('lsof {settings.UnionDirectory}' lists them) and publish again.");
        if (!frozen.IsOk)
            throw new ServerException("SRV092", $"{settings.UnionDirectory} cannot be made read-only: {frozen.Error.Describe()}.");
    }

    /// <summary>Makes the union writable again after a publish that failed.</summary>
    public void Thaw() => FileSystemMounts.Remount(settings.UnionDirectory, MountFlags.None);

    /// <summary>Takes union and client away. What is still open keeps working on the old revision until it is closed.</summary>
    public void Unmount()
    {
        foreach (var target in new[] { settings.UnionDirectory, Spool.ReadOnlyMount })
        {
            if (MountTable.At(target) is null)
                continue;
            var gone = FileSystemMounts.Detach(target);
            if (gone.Error == Errno.EBUSY)
                gone = FileSystemMounts.Detach(target, UnmountFlags.Detach);
            if (!gone.IsOk)
                throw new ServerException("SRV093", $"{target} cannot be unmounted: {gone.Error.Describe()}.");
        }
    }

    /// <summary>Gives the union an empty upper directory; the former one goes to the waste bin.</summary>
    public void RenewScratch()
    {
        Directory.CreateDirectory(Spool.WasteBin);
        if (Directory.Exists(Spool.Scratch))
            Directory.Move(Spool.Scratch, Path.Combine(Spool.WasteBin, Guid.NewGuid().ToString("N")));
        Directory.CreateDirectory(Spool.Scratch);
        FileTree.Delete(Spool.OverlayWork);
        Directory.CreateDirectory(Spool.OverlayWork);
    }

    /// <summary>Deletes the former upper directories.</summary>
    public void EmptyWasteBin()
    {
        foreach (var waste in Directory.EnumerateDirectories(Spool.WasteBin))
            FileTree.Delete(waste);
    }

    private async Task MountClientAsync(CancellationToken cancellationToken)
    {
        if (MountTable.At(Spool.ReadOnlyMount) is not null)
            return;
        var (program, verb) = FindClient();
        var start = new ProcessStartInfo(program)
        {
            ArgumentList = { "-o", $"allow_other,config={places.ClientConfiguration}:{Spool.ClientLocal}", settings.Name.ToString(), Spool.ReadOnlyMount },
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        if (verb is not null)
            start.ArgumentList.Insert(0, verb);
        using var client = Start(start);
        // The daemon that stays behind inherits the pipes, so their end would never come: wait for the process only.
        var complaints = new List<string>();
        client.ErrorDataReceived += (_, line) => Collect(complaints, line.Data);
        client.OutputDataReceived += (_, line) => Collect(complaints, line.Data);
        client.BeginErrorReadLine();
        client.BeginOutputReadLine();
        while (!client.HasExited)
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        if (client.ExitCode != 0 || MountTable.At(Spool.ReadOnlyMount) is null)
            throw new ServerException("SRV095", $"The read-only client of {settings.Name} could not be mounted at {Spool.ReadOnlyMount} (exit code {client.ExitCode}): {Join(complaints)}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new ServerException("SRV094", $"{start.FileName} did not start.");
        }
        catch (Win32Exception missing)
        {
            throw new ServerException("SRV094", $"The client program {start.FileName} cannot be started: {missing.Message}. Install it beside this executable or on the PATH.", missing);
        }
    }

    private static void Collect(List<string> lines, string? line)
    {
        lock (lines)
        {
            if (!string.IsNullOrWhiteSpace(line))
                lines.Add(line);
        }
    }

    private static string Join(List<string> lines)
    {
        lock (lines)
            return lines.Count == 0 ? "it said nothing." : string.Join(' ', lines);
    }

    /// <summary>Our own multi-call executable, to be told the command; else the client beside us, else the one on the PATH.</summary>
    private static (string Program, string? Verb) FindClient()
    {
        var self = Environment.ProcessPath ?? "";
        if (Path.GetFileName(self) == MultiCallProgram)
            return (self, ClientProgram);
        var beside = Path.Combine(Path.GetDirectoryName(self) ?? "", ClientProgram);
        return (File.Exists(beside) ? beside : ClientProgram, null);
    }
}
