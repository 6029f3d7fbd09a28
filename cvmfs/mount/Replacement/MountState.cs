using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Fuse.Session;

namespace CernVM.Cvmfs.Mount.Replacement;

/// <summary>All that a process must know to serve a mount that another one has served, beside the open descriptors that come with it.</summary>
internal sealed record MountState
{
    /// <summary>Version of the program that wrote it.</summary>
    public string Version { get; init; } = ProductVersion.Number;

    /// <summary>What the kernel has agreed to.</summary>
    public required SessionState Session { get; init; }

    /// <summary>Revision and inodes.</summary>
    public required ClientState Client { get; init; }

    /// <summary>Open files and what the kernel reads by itself.</summary>
    public required OpenState Open { get; init; }

    /// <summary>Directories open at present.</summary>
    public long OpenDirectories { get; init; }

    /// <summary>When the repository was mounted.</summary>
    public DateTimeOffset MountedAt { get; init; }

    /// <summary>Whether the next process logs every step; null when its configuration decides.</summary>
    public bool? Debug { get; init; }

    /// <summary>The processes that served it, the first one first.</summary>
    public IReadOnlyList<ServedBy> History { get; init; } = [];
}

/// <summary>Open files, by the numbers that the kernel repeats.</summary>
/// <param name="LastHandle">The highest number given out.</param>
/// <param name="Files">One for each OPEN.</param>
/// <param name="Backings">Inodes whose opens are counted for passthrough.</param>
internal sealed record OpenState(ulong LastHandle, IReadOnlyList<SavedFile> Files, IReadOnlyList<SavedBacking> Backings);

/// <summary>One OPEN of a regular file.</summary>
/// <param name="Handle">The kernel's number of it.</param>
/// <param name="Inode">The entry.</param>
/// <param name="HasDescriptor">Whether a descriptor of the cached file comes along; the descriptors are in the order of the files.</param>
internal readonly record struct SavedFile(ulong Handle, ulong Inode, bool HasDescriptor);

/// <summary>Opens of one inode that the kernel may read by itself.</summary>
/// <param name="Inode">The entry.</param>
/// <param name="Backing">The kernel's number of the cached file; 0 when it asks for the content.</param>
/// <param name="Count">Opens.</param>
internal readonly record struct SavedBacking(ulong Inode, int Backing, int Count);

/// <summary>A process that served the mount.</summary>
/// <param name="Since">From when on.</param>
/// <param name="Version">Its program's version.</param>
internal sealed record ServedBy(DateTimeOffset Since, string Version);
