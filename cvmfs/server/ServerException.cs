namespace CernVM.Cvmfs.Server;

/// <summary>
/// A server command cannot go on. The message names the thing, the cause and the cure. What was published before still stands, and the
/// command can be started again.
/// </summary>
public sealed class ServerException : Exception
{
    /// <summary>Makes a failure with a stable id such as <c>SRV010</c>.</summary>
    public ServerException(string id, string message, Exception? cause = null)
        : base(message, cause) => Id = id;

    /// <summary>The stable identifier of this kind of failure; tests and scripts may rely on it.</summary>
    public string Id { get; }
}
