namespace CernVM.Contexts.Agent.Guest;

/// <summary>A path of the guest is refused. Nothing was written; other paths are not concerned.</summary>
/// <param name="message">Names the path, the cause and the cure.</param>
public sealed class GuestPathException(string message) : IOException(message);
