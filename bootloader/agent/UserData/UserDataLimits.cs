namespace CernVM.Bootloader.Agent.UserData;

/// <summary>Bounds on what a platform may make the boot wait for or keep in memory. All ours.</summary>
internal static class UserDataLimits
{
    /// <summary>The same bound that the reader of user-data has.</summary>
    public const int DocumentBytes = Contexts.Model.ContextLimits.DocumentBytes;

    /// <summary>For opening a connection: metadata services are one hop away (the original waits 2 s too).</summary>
    public static readonly TimeSpan Connect = TimeSpan.FromSeconds(2);

    /// <summary>For all network sources together.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromSeconds(20);

    /// <summary>How often a service is asked that answers with a server error.</summary>
    public const int Attempts = 3;
}
