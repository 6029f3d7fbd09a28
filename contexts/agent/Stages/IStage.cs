namespace CernVM.Contexts.Agent.Stages;

/// <summary>One independent part of what a context asks for.</summary>
public interface IStage
{
    /// <summary>Short, stable, usable as a file name.</summary>
    string Name { get; }

    /// <summary>When it runs.</summary>
    StagePhase Phase { get; }

    /// <summary>How often it acts.</summary>
    StageRepeat Repeat { get; }

    /// <summary>Whether the context asks for anything of it.</summary>
    bool IsWanted(ContextRun run);

    /// <summary>Does it. Failures of single items go to <see cref="StageWork.Problem"/>; an exception ends this stage only.</summary>
    Task RunAsync(ContextRun run, StageWork work, CancellationToken cancellation);
}
