using CernVM.Bootloader.Agent.Boot;
using CernVM.Bootloader.Agent.Terminal;

namespace CernVM.Bootloader.Agent.Rescue;

/// <summary>
/// A few commands on the console for the time in which no program exists yet. An unattended machine is not left there for
/// ever: without input the failed stage is tried again a few times, then the machine restarts.
/// </summary>
internal sealed class RescueShell(
    BootConsole console, ConsoleLines input, IReadOnlyList<IRescueCommand> commands, RescuePatience patience) : IRescue
{
    private const string Prompt = "(initrd) ";
    private int _unattended;

    /// <inheritdoc/>
    public RescueChoice Decide(BootState state, BootFailure? failure)
    {
        console.Line(failure is null
            ? "Shell before the root is switched (cvmdebug). 'continue' boots on, 'help' lists the commands."
            : "'retry' runs the failed stage again, 'continue' goes on without it, 'help' lists the commands.");
        while (true)
        {
            console.Write(Prompt);
            if (input.Next(failure is null ? patience.WhenAsked : patience.AfterFailure) is not { } line)
                return Unattended(failure);
            _unattended = 0;
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            switch (words)
            {
                case []: break;
                case ["retry", ..]: return RescueChoice.Retry;
                case ["continue" or "exit", ..]: return RescueChoice.Continue;
                case ["reboot" or "poweroff", ..]: return Leave(words[0]);
                case ["help", ..]: Help(); break;
                default: Run(words, state); break;
            }
        }
    }

    /// <summary>Whether the last decision to give up asked for the power to go off instead of a restart.</summary>
    public bool PowerOffWanted { get; private set; }

    private RescueChoice Leave(string verb)
    {
        PowerOffWanted = verb == "poweroff";
        console.Line($"{verb} ...");
        return RescueChoice.Abandon;
    }

    private RescueChoice Unattended(BootFailure? failure)
    {
        console.Line("");
        if (failure is null)
            return RescueChoice.Continue;
        if (++_unattended > patience.Retries)
        {
            console.Line("Nobody is here and nothing has changed: the machine restarts.");
            return RescueChoice.Abandon;
        }

        console.Line($"Nobody is here: the stage is tried again ({_unattended} of {patience.Retries}).");
        return RescueChoice.Retry;
    }

    private void Help()
    {
        console.Line("retry       run the failed stage again");
        console.Line("continue    go on as if it had done its work (also: exit)");
        console.Line("reboot, poweroff");
        foreach (IRescueCommand command in commands)
            console.Line($"{command.Name,-11} {command.Help}");
    }

    private void Run(string[] words, BootState state)
    {
        IRescueCommand? command = commands.FirstOrDefault(candidate => candidate.Name == words[0]);
        if (command is null)
        {
            console.Line($"{words[0]}: no such command; 'help' lists them");
            return;
        }

        try
        {
            foreach (string line in command.Run(words[1..], state))
                console.Print(line);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A command that fails in any way must not take PID 1 with it.
            console.Line($"{words[0]}: {e.Message}");
        }
    }
}
