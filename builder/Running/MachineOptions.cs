namespace CernVM.Builder.Running;

/// <summary>A machine to start.</summary>
/// <param name="Folder">Folder of this machine's own files: console log, seed, control socket.</param>
public sealed record MachineOptions(string Folder)
{
    /// <summary>Raw disk to boot from.</summary>
    public string? Disk { get; init; }

    /// <summary>Kernel to start directly, instead of a disk.</summary>
    public string? Kernel { get; init; }

    /// <summary>Initramfs of the kernel.</summary>
    public string? Initramfs { get; init; }

    /// <summary>Options of the kernel.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Scratch disk, made when missing; a name ending in .qcow2 makes that format, else a sparse raw file.</summary>
    public string? Scratch { get; init; }

    /// <summary>Size of a scratch disk that is made, bytes.</summary>
    public long ScratchBytes { get; init; } = 20L << 30;

    /// <summary>File with the user-data; makes a NoCloud seed.</summary>
    public string? UserData { get; init; }

    /// <summary>File with the meta-data of the seed.</summary>
    public string? MetaData { get; init; }

    /// <summary>
    /// Port on this machine's loopback with a metadata service, which the guest sees at 169.254.169.254:80. The guest's network
    /// is 169.254.169.0/24 then, and this machine is 169.254.169.2 for it; else the network is 10.0.2.0/24 and this machine 10.0.2.2.
    /// </summary>
    public int? MetadataPort { get; init; }

    /// <summary>Program that joins its standard input and output to a port, called with the port as last argument; needed for <see cref="MetadataPort"/>.</summary>
    public string? PortJoiner { get; init; }

    /// <summary>Port on this machine's loopback that leads to the guest's port 22; 0 takes a free one.</summary>
    public int SshPort { get; init; }

    /// <summary>Memory of the guest, MiB.</summary>
    public int MemoryMiB { get; init; } = 1024;

    /// <summary>Processors of the guest.</summary>
    public int Processors { get; init; } = 2;

    /// <summary>QEMU's accelerator. TCG works everywhere.</summary>
    public string Accelerator { get; init; } = "tcg";

    /// <summary>True when the user's terminal is the console.</summary>
    public bool Interactive { get; init; }

    /// <summary>File that keeps everything that the console says.</summary>
    public string ConsoleLog => Path.Combine(Folder, "console.log");
}
