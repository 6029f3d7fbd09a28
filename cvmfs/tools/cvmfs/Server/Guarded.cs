using System.CommandLine;
using CernVM.Cvmfs.Server;
using CernVM.Cvmfs.Server.Commands;

namespace CernVM.Cvmfs.Tools.Server;

/// <summary>Runs a verb and turns every failure into one line and an exit code: 0 done, 1 failed, 130 interrupted.</summary>
internal static class Guarded
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    public static void SetGuardedAction(this Command command, Func<ParseResult, CommandConsole, CancellationToken, Task> run) =>
        command.SetAction(async (parsed, cancel) =>
        {
            var console = new CommandConsole(Console.Out, Console.Error, !Console.IsErrorRedirected, TimeProvider.System);
            try
            {
                await run(parsed, console, cancel);
                return 0;
            }
            catch (ServerException e)
            {
                return Say(command, e.Message);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                Say(command, "interrupted; nothing was published, and the next run goes on from here.");
                return Interrupted;
            }
            catch (IOException e)
            {
                return Say(command, $"{e.Message} Nothing was published; the next run goes on from here.");
            }
            catch (UnauthorizedAccessException e)
            {
                return Say(command, $"{e.Message} Run it as the owner of the repository or as root.");
            }
        });

    private static int Say(Command command, string message)
    {
        Console.Error.WriteLine($"cvmfs_server {command.Name}: {message}");
        return Failed;
    }
}
