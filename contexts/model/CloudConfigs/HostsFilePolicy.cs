namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>The <c>manage_etc_hosts</c> key.</summary>
public enum HostsFilePolicy
{
    /// <summary><c>false</c>: leave /etc/hosts alone.</summary>
    Leave,

    /// <summary><c>true</c> or <c>localhost</c>: keep a line <c>127.0.1.1</c> with the machine's own names.</summary>
    Localhost,
}
