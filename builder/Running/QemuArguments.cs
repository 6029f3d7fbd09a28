using System.Globalization;

namespace CernVM.Builder.Running;

/// <summary>The command line of QEMU for a machine. Disks come in the order boot, scratch, seed.</summary>
public static class QemuArguments
{
    /// <summary>The program.</summary>
    public const string Program = "qemu-system-x86_64";

    private const string GuestConsole = "console";

    /// <summary>Makes the arguments.</summary>
    public static IReadOnlyList<string> Create(MachineOptions options, string? seed, string controlSocket, int sshPort)
    {
        List<string> arguments =
        [
            "-name", "cernvm", "-nodefaults", "-no-user-config", "-display", "none",
            "-machine", "pc", "-accel", options.Accelerator, "-cpu", "max",
            "-m", options.MemoryMiB.ToString(CultureInfo.InvariantCulture),
            "-smp", options.Processors.ToString(CultureInfo.InvariantCulture),
            "-device", "virtio-rng-pci", "-rtc", "base=utc",
            "-qmp", $"unix:{Escape(controlSocket)},server=on,wait=off",
            // signal=off: the interrupt key belongs to the guest.
            "-chardev", $"stdio,id={GuestConsole},signal=off,logfile={Escape(options.ConsoleLog)}" + (options.Interactive ? ",mux=on" : string.Empty),
            "-serial", $"chardev:{GuestConsole}",
            "-netdev", Network(options, sshPort),
            "-device", "virtio-net-pci,netdev=net,romfile=",
        ];
        if (options.Interactive)
            arguments.AddRange(["-mon", $"chardev={GuestConsole}"]);
        if (options.Kernel is { } kernel)
            arguments.AddRange(["-kernel", kernel, "-initrd", options.Initramfs ?? string.Empty, "-append", options.CommandLine ?? string.Empty]);
        if (options.Disk is { } disk)
            AddDisk(arguments, "boot", disk, "raw", readOnly: true);
        if (options.Scratch is { } scratch)
            AddDisk(arguments, "scratch", scratch, ScratchDisk.FormatOf(scratch), readOnly: false);
        if (seed is not null)
            AddDisk(arguments, "seed", seed, "raw", readOnly: true);
        return arguments;
    }

    private static void AddDisk(List<string> arguments, string id, string file, string format, bool readOnly)
    {
        // cache=unsafe: a scratch disk does not survive this machine's crash, which a test machine need not.
        var rights = readOnly ? "readonly=on" : "cache=unsafe,discard=unmap";
        arguments.AddRange(["-drive", $"if=none,id={id},file={Escape(file)},format={format},{rights}", "-device", $"virtio-blk-pci,drive={id},serial={id}" + (id == "boot" ? ",bootindex=0" : string.Empty)]);
    }

    private static string Network(MachineOptions options, int sshPort)
    {
        var network = $"user,id=net,hostfwd=tcp:127.0.0.1:{sshPort}-:22";
        return options.MetadataPort is { } port
            ? $"{network},net=169.254.169.0/24,guestfwd=tcp:169.254.169.254:80-cmd:{Escape($"{options.PortJoiner} {port}")}"
            : network;
    }

    /// <summary>A comma inside a value is doubled.</summary>
    private static string Escape(string value) => value.Replace(",", ",,");
}
