using System.Runtime.InteropServices;
using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Repository;
using CernVM.Bootloader.Agent.Roles;
using CernVM.Bootloader.Agent.Shutdown;
using CernVM.Bootloader.Agent.Terminal;
using CernVM.Contexts.Agent;
using CernVM.Cvmfs.Mount.Commands;

const int usageError = 2;
RoleChoice choice = RoleChoice.Of(Environment.GetCommandLineArgs()[0], args, Environment.ProcessId);
switch (choice.Role)
{
    case Role.Init:
        await InitRole.RunAsync().ConfigureAwait(false);
        return 0;
    case Role.Shutdown:
        await new ShutdownRole(BootConsole.OnStandardOutput(), TimeProvider.System).RunAsync(choice.Arguments is [var verb, ..] ? verb : "poweroff").ConfigureAwait(false);
        return 0;
    case Role.Daemon:
        return DaemonRole.Run([.. choice.Arguments]);
    case Role.Mount:
        using (var stop = new CancellationTokenSource())
        using (PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        }))
            return await MountCommand.RunAsync(choice.Arguments, stop.Token).ConfigureAwait(false);
    case Role.Talk:
        return await TalkRole.RunAsync(choice.Arguments).ConfigureAwait(false);
    case Role.Context:
        return await ContextCommand.RunAsync([.. choice.Arguments]).ConfigureAwait(false);
    default:
        await Console.Error.WriteLineAsync("usage: cernvm-init context|cvmfs2|cvmfs_talk ARGUMENT ...").ConfigureAwait(false);
        return usageError;
}
