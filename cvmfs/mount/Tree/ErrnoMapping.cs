using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Mount.Tree;

/// <summary>What a failure of the client looks like to a program.</summary>
internal static class ErrnoMapping
{
    public static Errno ToErrno(this ClientFailure failure) => failure.Kind switch
    {
        ClientFailureKind.NotFound => Errno.ENOENT,
        ClientFailureKind.NotADirectory => Errno.ENOTDIR,
        ClientFailureKind.NotAFile => Errno.EISDIR,
        ClientFailureKind.Stale => Errno.ESTALE,
        ClientFailureKind.NoSpace => Errno.ENOSPC,
        ClientFailureKind.TooManyFiles => Errno.EMFILE,
        _ => Errno.EIO,
    };
}
