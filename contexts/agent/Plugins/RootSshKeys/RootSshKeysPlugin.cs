using CernVM.Contexts.Agent.Stages;
using CernVM.Contexts.Model.Amiconfig;

namespace CernVM.Contexts.Agent.Plugins.RootSshKeys;

/// <summary>amiconfig's <c>rootsshkeys</c>: the cloud's keys for root. Active unless the context disables it or root itself.</summary>
internal static class RootSshKeysPlugin
{
    public static bool IsEnabled(ContextRun run) =>
        run.Config.DisableRoot != true && run.UserData.Amiconfig?.IsEnabled(AmiconfigDocument.RootSshKeys) != false;
}
