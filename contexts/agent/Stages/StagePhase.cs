namespace CernVM.Contexts.Agent.Stages;

/// <summary>The part of the boot to which a stage belongs.</summary>
public enum StagePhase
{
    /// <summary>Before logins are possible: names, users, keys, files.</summary>
    Early,

    /// <summary>When the services run: commands and scripts, which may use them.</summary>
    Late,
}
