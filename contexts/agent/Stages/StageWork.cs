using CernVM.Contexts.Agent.Commands;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>What one stage did and what went wrong in it. Neither list ever holds a secret.</summary>
public sealed class StageWork(string stage, ContextLog log)
{
    private readonly List<string> _changes = [];
    private readonly List<string> _problems = [];

    /// <summary>What was changed, one sentence each.</summary>
    public IReadOnlyList<string> Changes => _changes;

    /// <summary>What failed, one sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Notes a change.</summary>
    public void Changed(string what)
    {
        _changes.Add(what);
        log.Write(stage, what);
    }

    /// <summary>Notes a change when there was one.</summary>
    public void ChangedIf(bool changed, string what)
    {
        if (changed)
            Changed(what);
    }

    /// <summary>Notes a failure.</summary>
    public void Problem(string what)
    {
        _problems.Add(what);
        log.Write(stage, "failed: " + what);
    }

    /// <summary>Does one item; its failure leaves the other items of the stage alone.</summary>
    public void Try(string item, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            Problem($"{item}: {e.Message}");
        }
    }
}
