using CernVM.Cvmfs.Fuse.Kernel;

namespace CernVM.Cvmfs.Fuse.Session;

/// <summary>What a process must know beside the device to serve a mount that another one has served.</summary>
/// <param name="MinorVersion">Agreed version of the protocol.</param>
/// <param name="Features">Agreed features.</param>
public sealed record SessionState(uint MinorVersion, InitFlags Features);
