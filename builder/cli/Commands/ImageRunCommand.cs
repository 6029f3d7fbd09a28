using System.CommandLine;
using System.Globalization;
using CernVM.Builder.Building;
using CernVM.Builder.Cli.Output;
using CernVM.Builder.Running;
using CernVM.Builder.Tooling.Diagnostics;

namespace CernVM.Builder.Cli.Commands;

/// <summary><c>cernvm image run</c>.</summary>
internal static class ImageRunCommand
{
    private static readonly TimeSpan s_shutdownPatience = TimeSpan.FromSeconds(45);

    public static Command Create()
    {
        var images = new Option<string>("--images") { Description = "Folder that 'image build' wrote.", DefaultValueFactory = _ => "artifacts/images", HelpName = "DIR" };
        var disk = new Option<string?>("--disk") { Description = "A raw disk to boot instead of the newest image of --images.", HelpName = "FILE" };
        var direct = new Option<bool>("--direct") { Description = "Start kernel and initramfs directly, without boot loader." };
        var append = new Option<string[]>("--kernel-option") { Description = "With --direct: further kernel option. May be repeated.", HelpName = "NAME[=VALUE]" };
        var userData = new Option<string?>("--user-data") { Description = "User-data for the guest, given on a NoCloud disc (cidata).", HelpName = "FILE" };
        var metaData = new Option<string?>("--meta-data") { Description = "Meta-data for the NoCloud disc. Default: an instance-id made from the user-data.", HelpName = "FILE" };
        var metadataPort = new Option<int?>("--metadata-port") { Description = "Port of 127.0.0.1 with a metadata service; the guest sees it at 169.254.169.254:80, and this machine at 169.254.169.2.", HelpName = "PORT" };
        var scratch = new Option<string?>("--scratch") { Description = "Scratch disk, made when missing (.qcow2, else sparse raw). Without it the guest writes to memory.", HelpName = "FILE" };
        var scratchSize = new Option<int>("--scratch-size") { Description = "Size of a scratch disk that is made, GiB.", DefaultValueFactory = _ => 20, HelpName = "GIB" };
        var memory = new Option<int>("--memory") { Description = "Memory of the guest, MiB.", DefaultValueFactory = _ => 1024, HelpName = "MIB" };
        var processors = new Option<int>("--processors") { Description = "Processors of the guest.", DefaultValueFactory = _ => 2, HelpName = "NUMBER" };
        var sshPort = new Option<int>("--ssh-port") { Description = "Port of 127.0.0.1 that leads to the guest's ssh; 0 takes a free one.", DefaultValueFactory = _ => 0, HelpName = "PORT" };
        var folder = new Option<string>("--state") { Description = "Folder of this machine's files: console.log, seed.iso.", DefaultValueFactory = _ => "artifacts/guests/default", HelpName = "DIR" };
        var accelerator = new Option<string>("--accel") { Description = "QEMU's accelerator.", DefaultValueFactory = _ => "tcg", HelpName = "tcg|kvm" };
        accelerator.AcceptOnlyFromAmong("tcg", "kvm");
        var interactive = new Option<bool>("--interactive") { Description = "Give the console to this terminal (Ctrl-A X ends the guest)." };
        var timeLimit = new Option<int>("--time-limit") { Description = "Seconds after which the guest is shut down and the command fails; 0 waits without end.", DefaultValueFactory = _ => 0, HelpName = "SECONDS" };
        var command = new Command("run", "Start a machine from a boot image in QEMU and wait until it powers off.")
        {
            images, disk, direct, append, userData, metaData, metadataPort, scratch, scratchSize, memory, processors, sshPort, folder, accelerator, interactive, timeLimit,
        };
        command.SetAction((parse, cancellation) => CommandRunner.RunAsync(
            (_, token) =>
            {
                var options = new MachineOptions(Path.GetFullPath(parse.GetValue(folder)!))
                {
                    UserData = parse.GetValue(userData),
                    MetaData = parse.GetValue(metaData),
                    MetadataPort = parse.GetValue(metadataPort),
                    PortJoiner = $"{Environment.ProcessPath} image join-port",
                    Scratch = parse.GetValue(scratch),
                    ScratchBytes = (long)parse.GetValue(scratchSize) << 30,
                    MemoryMiB = parse.GetValue(memory),
                    Processors = parse.GetValue(processors),
                    SshPort = parse.GetValue(sshPort),
                    Accelerator = parse.GetValue(accelerator)!,
                    Interactive = parse.GetValue(interactive),
                };
                var machine = parse.GetValue(disk) is { } file ? options with { Disk = file } : WithImage(options, parse.GetValue(images)!, parse.GetValue(direct), parse.GetValue(append) ?? []);
                return RunAsync(machine, parse.GetValue(timeLimit), token);
            },
            cancellation));
        return command;
    }

    private static MachineOptions WithImage(MachineOptions options, string folder, bool direct, string[] append)
    {
        var record = ImageBuilder.ReadRecord(folder)
            ?? throw new BuildFailureException(FailureKind.Environment, $"there is no boot image in '{folder}': build one with 'cernvm image build', or name a --disk");
        if (!direct && record.Disk is { } disk)
            return options with { Disk = Path.Combine(folder, disk) };
        if (record.Kernel is not { } kernel || record.Initramfs is not { } initramfs)
            throw new BuildFailureException(FailureKind.Environment, $"the image in '{folder}' has no kernel and initramfs: add 'kernel' to 'formats' of the recipe and build it again");
        return options with
        {
            Kernel = Path.Combine(folder, kernel),
            Initramfs = Path.Combine(folder, initramfs),
            CommandLine = string.Join(' ', [record.CommandLine, .. append]),
        };
    }

    private static async Task<int> RunAsync(MachineOptions options, int timeLimit, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource();
        if (timeLimit > 0)
            limit.CancelAfter(TimeSpan.FromSeconds(timeLimit));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        await using var machine = await VirtualMachine.StartAsync(options, Console.Out.Write, either.Token).ConfigureAwait(false);
        await Console.Error.WriteLineAsync($"cernvm: ssh is at 127.0.0.1 port {machine.SshPort}, the console is kept in {options.ConsoleLog}").ConfigureAwait(false);
        try
        {
            await machine.WaitAsync(either.Token).ConfigureAwait(false);
            return ExitCodes.Success;
        }
        catch (OperationCanceledException error)
        {
            var clean = await machine.ShutDownAsync(s_shutdownPatience, CancellationToken.None).ConfigureAwait(false);
            await Console.Error.WriteLineAsync(clean ? "cernvm: the guest was shut down" : "cernvm: the guest did not shut down and was ended").ConfigureAwait(false);
            if (!cancellation.IsCancellationRequested)
                throw new BuildFailureException(FailureKind.TimeLimit, string.Create(CultureInfo.InvariantCulture, $"the time limit of {timeLimit} s has passed; see {options.ConsoleLog}"), error);
            return clean ? ExitCodes.Success : ExitCodes.Interrupted;
        }
    }
}
