namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>A mount that an NFS server exports: its inodes are the same after a restart (<c>CVMFS_NFS_SOURCE</c>).</summary>
/// <param name="SharedDirectory">Directory of the inodes that several servers share (<c>CVMFS_NFS_SHARED</c>); null for this machine's workspace.</param>
/// <param name="Remainder">With <paramref name="Divisor"/>: the inodes that this server hands out (<c>CVMFS_NFS_INTERLEAVED_INODES=b%a</c>).</param>
/// <param name="Divisor">1 for all inodes.</param>
public sealed record NfsSettings(string? SharedDirectory, ulong Remainder, ulong Divisor);
