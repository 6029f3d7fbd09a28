using CernVM.Bootloader.Agent.Boot;

namespace CernVM.Bootloader.Agent.Terminal;

/// <summary>Where the boot's messages go.</summary>
internal interface IConsole
{
    /// <summary>A plain line.</summary>
    void Line(string text);

    /// <summary>A line that the person should see although the boot goes on.</summary>
    void Note(string text);

    /// <summary>What failed, why, and what to do.</summary>
    void Failure(BootFailure failure);

    /// <summary>Everything printed so far, oldest first, the oldest dropped beyond the log's limit.</summary>
    IReadOnlyList<string> Log { get; }
}
