using CernVM.Bootloader.Agent.Boot;

namespace CernVM.Bootloader.Agent.Rescue;

/// <summary>A command of the rescue shell.</summary>
internal interface IRescueCommand
{
    /// <summary>The word that starts it.</summary>
    string Name { get; }

    /// <summary>One line for 'help'.</summary>
    string Help { get; }

    /// <summary>Runs it; the text is printed. Mistakes are text as well.</summary>
    IEnumerable<string> Run(IReadOnlyList<string> arguments, BootState state);
}
