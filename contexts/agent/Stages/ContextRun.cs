using CernVM.Contexts.Agent.Accounts;
using CernVM.Contexts.Agent.Commands;
using CernVM.Contexts.Agent.Guest;
using CernVM.Contexts.Agent.State;
using CernVM.Contexts.Model.CloudConfigs;
using CernVM.Contexts.Model.MetaData;
using CernVM.Contexts.Model.UserData;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>What all stages of one run share.</summary>
public sealed record ContextRun
{
    /// <summary>The guest.</summary>
    public required GuestRoot Guest { get; init; }

    /// <summary>What its author asked for.</summary>
    public required UserDataDocument UserData { get; init; }

    /// <summary>What the cloud says about the instance.</summary>
    public required InstanceMetaData MetaData { get; init; }

    /// <summary>What was done before.</summary>
    public required InstanceState State { get; init; }

    /// <summary>Starts programs.</summary>
    public required ICommandRunner Runner { get; init; }

    /// <summary>The log.</summary>
    public required ContextLog Log { get; init; }

    /// <summary>The time.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The cloud-config, empty when there is none.</summary>
    public CloudConfig Config => UserData.CloudConfig ?? CloudConfig.Empty;

    /// <summary>The account files.</summary>
    public AccountFiles Accounts => new(Guest, Clock);

    /// <summary>Days since 1970, as shadow(5) counts.</summary>
    public int Today => (int)(Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;
}
