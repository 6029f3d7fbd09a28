namespace CernVM.Cvmfs.Server.Sources;

/// <summary>Tells whether two names are one file: device and inode number.</summary>
public readonly record struct InodeKey(ulong Device, ulong Inode);
