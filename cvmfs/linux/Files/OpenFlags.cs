using CernVM.Cvmfs.Linux.Abi;

namespace CernVM.Cvmfs.Linux.Files;

/// <summary>How a file is opened (open(2)). Close-on-exec is always added.</summary>
[Flags]
public enum OpenFlags
{
    /// <summary>Read only.</summary>
    Read = Fcntl.O_RDONLY,

    /// <summary>Write only.</summary>
    Write = Fcntl.O_WRONLY,

    /// <summary>Read and write.</summary>
    ReadWrite = Fcntl.O_RDWR,

    /// <summary>Create the file when it is missing.</summary>
    Create = Fcntl.O_CREAT,

    /// <summary>With <see cref="Create"/>: fail when it exists.</summary>
    Exclusive = Fcntl.O_EXCL,

    /// <summary>Cut an existing file to nothing.</summary>
    Truncate = Fcntl.O_TRUNC,

    /// <summary>Every write goes to the end.</summary>
    Append = Fcntl.O_APPEND,

    /// <summary>Do not wait, for FIFOs and devices.</summary>
    NonBlocking = Fcntl.O_NONBLOCK,

    /// <summary>Fail unless it is a directory.</summary>
    Directory = Fcntl.O_DIRECTORY,

    /// <summary>Fail on a symbolic link as the last component.</summary>
    NoFollow = Fcntl.O_NOFOLLOW,

    /// <summary>Do not become the controlling terminal.</summary>
    NoControllingTerminal = Fcntl.O_NOCTTY,

    /// <summary>Only name the place, open nothing.</summary>
    PathOnly = Fcntl.O_PATH,

    /// <summary>A nameless file in the directory.</summary>
    Temporary = Fcntl.O_TMPFILE,
}
