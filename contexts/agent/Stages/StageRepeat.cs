namespace CernVM.Contexts.Agent.Stages;

/// <summary>How often a stage acts.</summary>
public enum StageRepeat
{
    /// <summary>On every boot.</summary>
    EveryBoot,

    /// <summary>Once per instance; on the next boot again if something of it failed. For stages that only describe a wanted state.</summary>
    UntilDone,

    /// <summary>Once per instance, whether it succeeds or not: what commands did cannot be taken back.</summary>
    Once,
}
