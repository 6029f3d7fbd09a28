namespace CernVM.Bootloader.Agent.Repository;

/// <summary>The OS repository as mounted.</summary>
/// <param name="DaemonId">Process number of the daemon.</param>
/// <param name="RootHash">The root catalog that is shown; empty when the daemon did not tell.</param>
internal sealed record MountedRepository(int DaemonId, string RootHash);
