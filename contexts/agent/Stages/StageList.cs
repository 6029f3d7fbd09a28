using CernVM.Contexts.Agent.Plugins.Cernvm;
using CernVM.Contexts.Model.UserData;

namespace CernVM.Contexts.Agent.Stages;

/// <summary>All stages in their order. Commands that prepare come first, what others build on before them, commands that use it all last.</summary>
public static class StageList
{
    /// <summary>The order.</summary>
    public static IReadOnlyList<IStage> All { get; } =
    [
        new HostNameStage(),
        CommandsStage.Boot,
        new ScriptsStage(ScriptPhase.Before),
        new FilesStage(deferred: false),
        new GroupsStage(),
        new UsersStage(),
        new SshKeysStage(),
        new SshPolicyStage(),
        new PasswordsStage(),
        new FilesStage(deferred: true),
        new TimeZoneStage(),
        new LocaleStage(),
        new CvmfsStage(),
        new CernvmSettingsStage(),
        CommandsStage.Run,
        new CernvmServicesStage(),
        new CernvmCommandStage(),
        new ScriptsStage(ScriptPhase.After),
    ];
}
