using CernVM.Cvmfs.Linux;

namespace CernVM.Cvmfs.Fuse.Session;

/// <summary>A file system could not be mounted; the message names the place, the cause and the cure.</summary>
public sealed class FuseMountException : IOException
{
    /// <summary>Describes the failure.</summary>
    public FuseMountException(string message, Errno error)
        : base(message) => Error = error;

    /// <summary>The kernel's error number.</summary>
    public Errno Error { get; }
}
