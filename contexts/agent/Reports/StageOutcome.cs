using System.Text.Json.Serialization;

namespace CernVM.Contexts.Agent.Reports;

/// <summary>How a stage ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StageOutcome>))]
public enum StageOutcome
{
    /// <summary>It changed something.</summary>
    Done,

    /// <summary>Everything was as wanted.</summary>
    Unchanged,

    /// <summary>It was done on an earlier boot of this instance.</summary>
    DoneEarlier,

    /// <summary>Something of it failed.</summary>
    Failed,
}
