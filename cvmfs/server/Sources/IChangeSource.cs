using CernVM.Cvmfs.Formats;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Server.Sources;

/// <summary>
/// Where the next revision's content comes from: a directory tree, the upper directory of a union mount, an unpacked archive. The publisher asks for
/// one directory after the other, parents first, and only for directories that the source itself has listed.
/// </summary>
public interface IChangeSource
{
    /// <summary>The subtree of the repository that this source speaks about.</summary>
    RepositoryPath Base { get; }

    /// <summary>What is new in one directory.</summary>
    /// <exception cref="ServerException">The directory cannot be read.</exception>
    SourceDirectory Read(RepositoryPath directory);

    /// <summary>Opens a regular file that <see cref="Read"/> listed.</summary>
    /// <exception cref="ServerException">The file cannot be read.</exception>
    SafeFileHandle Open(RepositoryPath file);

    /// <summary>The path of an entry for messages to people.</summary>
    string Describe(RepositoryPath path);
}
