using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client;

/// <summary>Opens a file for reading.</summary>
/// <param name="path">Its absolute path, in the bytes that the kernel knows; not terminated.</param>
/// <param name="isAbsent">Whether there is no such file.</param>
/// <returns>The open file, or null: then it is absent, or the caller finds out why it cannot be opened.</returns>
public delegate SafeFileHandle? FileOpener(ReadOnlySpan<byte> path, out bool isAbsent);
