namespace CernVM.Bootloader.Agent.UserData;

/// <summary>One platform. A new one is a new folder with one implementation, and a line in <see cref="UserDataProviders"/>.</summary>
internal interface IUserDataProvider
{
    /// <summary>The established name of the source.</summary>
    string Source { get; }

    /// <summary>Whether this machine runs on that platform. Cheap, and quiet when it does not.</summary>
    Task<bool> ProbeAsync(CancellationToken cancellation);

    /// <summary>Fetches everything. Called only after a successful probe.</summary>
    Task<UserDataDelivery> ExtractAsync(CancellationToken cancellation);
}
