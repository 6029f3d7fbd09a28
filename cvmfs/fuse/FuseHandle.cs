namespace CernVM.Cvmfs.Fuse;

/// <summary>The file system's own number for an open file or directory, from OPEN to RELEASE.</summary>
/// <param name="Value">Any number; the kernel only repeats it.</param>
public readonly record struct FuseHandle(ulong Value);
