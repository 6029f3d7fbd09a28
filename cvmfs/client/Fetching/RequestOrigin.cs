namespace CernVM.Cvmfs.Client.Fetching;

/// <summary>
/// The process on whose behalf something is fetched. A host that wants tracing headers or credentials sets it around its calls of the client; it flows
/// with the asynchronous call into every request that the call causes.
/// </summary>
/// <param name="ProcessId">Process, as its own name space counts.</param>
/// <param name="UserId">User.</param>
/// <param name="GroupId">Group.</param>
public sealed record RequestOrigin(int ProcessId, uint UserId, uint GroupId)
{
    private static readonly AsyncLocal<RequestOrigin?> Flowing = new();

    /// <summary>The process in whose name the running call is made, or null.</summary>
    public static RequestOrigin? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }
}
