using System.Globalization;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Kernel;
using CernVM.Cvmfs.Linux.Mounts;
using CernVM.Cvmfs.Linux.Networking;

namespace CernVM.Bootloader.Agent.Rescue;

/// <summary>The commands beside those that end the shell.</summary>
internal static class RescueCommands
{
    private const int MaximumFile = 256 << 10;

    /// <summary>All of them, in the order of 'help'.</summary>
    public static IReadOnlyList<IRescueCommand> All(IConsole console) =>
    [
        new Command("log", "the agent's messages so far", (_, _) => console.Log),
        new Command("dmesg", "the kernel's messages", (_, _) => KernelLog.Read().TryGet(out string? text) ? text.Split('\n') : []),
        new Command("daemon", "the last messages of the cvmfs daemon", (_, _) => Tail(AgentPaths.DaemonLog)),
        new Command("ls", "[FOLDER] names and sizes", (words, _) => List(words is [var folder, ..] ? folder : "/")),
        new Command("cat", "FILE", (words, _) => words is [var file, ..] ? Tail(file) : ["cat: which file?"]),
        new Command("mount", "[TYPE DEVICE FOLDER] without arguments the mounts", (words, _) => Mount(words)),
        new Command("ip", "interfaces, addresses of the leases", (_, state) => Network(state)),
        new Command("disks", "block devices and what lies on them", (_, state) => state.Devices.Select(d => $"{d.Device.Name} {d.Device.Size} {d.Content}")),
        new Command("exec", "PROGRAM [ARGUMENT ...] run a program of the image, if there is one", (words, _) => ProgramRunner.Run(words)),
    ];

    private static IEnumerable<string> List(string folder) => new DirectoryInfo(folder).EnumerateFileSystemInfos()
        .OrderBy(entry => entry.Name, StringComparer.Ordinal)
        .Select(entry => entry is FileInfo file ? string.Create(CultureInfo.InvariantCulture, $"{file.Length,12} {file.Name}") : $"{"",12} {entry.Name}/");

    private static string[] Tail(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (stream.CanSeek && stream.Length > MaximumFile)
            stream.Position = stream.Length - MaximumFile;
        var bytes = new byte[MaximumFile];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return System.Text.Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\n').Split('\n');
    }

    private static IEnumerable<string> Mount(IReadOnlyList<string> words)
    {
        if (words is not [var type, var device, var folder])
            return MountTable.Read().Select(entry => $"{entry.Source} on {entry.Target} type {entry.Type}");
        Directory.CreateDirectory(folder);
        LinuxResult result = FileSystemMounts.Attach(device, folder, type);
        return [result.IsOk ? "mounted" : $"mount: {result}"];
    }

    private static IEnumerable<string> Network(BootState state)
    {
        if (!NetworkConfiguration.Open().TryGet(out NetworkConfiguration? network))
            return ["ip: no netlink"];
        using (network)
        {
            IEnumerable<string> links = network.Links().TryGet(out IReadOnlyList<NetworkLink>? found)
                ? found.Select(link => $"{link.Name} {link.Address} mtu {link.Mtu}{(link.IsUp ? " up" : "")}{(link.HasCarrier ? " carrier" : "")}")
                : [];
            return [.. links, .. state.Leases.Select(lease => $"{lease.Interface} {lease.Reply}")];
        }
    }

    private sealed class Command(string name, string help, Func<IReadOnlyList<string>, BootState, IEnumerable<string>> run) : IRescueCommand
    {
        public string Name => name;

        public string Help => help;

        public IEnumerable<string> Run(IReadOnlyList<string> arguments, BootState state) => run(arguments, state);
    }
}
