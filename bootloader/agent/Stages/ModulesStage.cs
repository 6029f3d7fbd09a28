using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Modules;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Cvmfs.Linux.Kernel;

namespace CernVM.Bootloader.Agent.Stages;

/// <summary>Loads the drivers of the devices that the kernel found, and the file systems that the boot needs.</summary>
internal sealed class ModulesStage(IConsole console, IModuleLoader loader) : IBootStage
{
    /// <summary>A driver can bring up a bus with further devices; three levels exist (PCI, virtio or USB, SCSI).</summary>
    private const int MaximumRounds = 4;

    /// <summary>
    /// After the controllers: loading sd_mod and sr_mod waits until their devices are probed. autofs4 and binfmt_misc
    /// are for the OS, whose own tools find no modules of this kernel.
    /// </summary>
    private static readonly string[] Needed =
    [
        "virtio_blk", "virtio_net", "virtio_scsi", "virtio_rng", "sd_mod", "sr_mod",
        "af_packet", "autofs4", "binfmt_misc", "fuse", "overlay", "ext4", "isofs", "vfat", "nls_ascii", "nls_cp437", "nls_iso8859_1", "nls_utf8",
    ];

    /// <inheritdoc/>
    public string Name => "kernel modules";

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(120);

    /// <inheritdoc/>
    public ValueTask<StageResult> RunAsync(BootState state, CancellationToken cancellation)
    {
        string release = KernelName.Read().TryGet(out KernelName? kernel) ? kernel.Release : "";
        if (ModuleCollection.Open($"/lib/modules/{release}", loader) is not { } modules)
            return new(StageResult.Done($"the image has no modules for kernel {release}; all drivers must be built in"));

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int round = 0; round < MaximumRounds && LoadForNewDevices(modules, seen, cancellation); round++)
            cancellation.ThrowIfCancellationRequested();
        foreach (string module in Needed)
            modules.Load(module);
        LoadForNewDevices(modules, seen, cancellation);

        foreach (string problem in modules.Problems)
            console.Note($"module {problem}");
        return new(StageResult.Done($"{modules.Loaded} loaded for kernel {release}"));
    }

    private static bool LoadForNewDevices(ModuleCollection modules, HashSet<string> seen, CancellationToken cancellation)
    {
        bool any = false;
        foreach (string modalias in Modaliases().Where(seen.Add).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            modules.LoadFor(modalias);
            any = true;
        }

        return any;
    }

    private static IEnumerable<string> Modaliases()
    {
        foreach (string bus in Directory.EnumerateDirectories("/sys/bus"))
        {
            string devices = Path.Combine(bus, "devices");
            if (!Directory.Exists(devices))
                continue;
            foreach (string device in Directory.EnumerateFileSystemEntries(devices))
            {
                string file = Path.Combine(device, "modalias");
                if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } modalias)
                    yield return modalias;
            }
        }
    }
}
