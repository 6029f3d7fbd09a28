namespace CernVM.Cvmfs.Fuse;

/// <summary>The kernel's number for a file that it reads itself, without asking the file system (passthrough).</summary>
/// <param name="Value">Greater than 0; 0 is none.</param>
public readonly record struct BackingId(int Value);
