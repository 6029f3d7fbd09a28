using CernVM.Builder.Tooling.Yaml;

namespace CernVM.Flavours.Composer.Definition;

/// <summary>What a <c>flavour.yaml</c> says. docs/man/cernvm.md describes the keys.</summary>
public sealed record FlavourDefinition
{
    /// <summary>Short name, also the folder's: <c>debian13</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>Code name of the Debian release.</summary>
    public required string Suite { get; init; }

    /// <summary>Debian's name of the processor.</summary>
    public required string Architecture { get; init; }

    /// <summary>main, contrib …</summary>
    public required IReadOnlyList<string> Components { get; init; }

    /// <summary>Keys that the package indices must be signed with.</summary>
    public required string Keyring { get; init; }

    /// <summary>Address of the archive; null takes the machine's.</summary>
    public string? Mirror { get; init; }

    /// <summary>Address of the security archive; null takes the machine's.</summary>
    public string? SecurityMirror { get; init; }

    /// <summary>Packages wished for, beyond the essential ones; their dependencies follow, their recommendations do not.</summary>
    public required IReadOnlyList<Located<string>> Packages { get; init; }

    /// <summary>dpkg's path-exclude patterns: files that are never unpacked, now or by later installations.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>dpkg's path-include patterns: exceptions from <see cref="Exclude"/>.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Globs of what is removed from the installed tree.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>Folders to make.</summary>
    public IReadOnlyList<FolderSpecification> Folders { get; init; } = [];

    /// <summary>Files to write.</summary>
    public IReadOnlyList<FileSpecification> Files { get; init; } = [];

    /// <summary>Symbolic links to make.</summary>
    public IReadOnlyList<LinkSpecification> Links { get; init; } = [];

    /// <summary>systemd units to switch on, off, or forbid.</summary>
    public required ServiceSpecification Services { get; init; }

    /// <summary>Globs of folders that start a nested catalog, as in a <c>.cvmfsdirtab</c>.</summary>
    public IReadOnlyList<string> NestedCatalogs { get; init; } = [];

    /// <summary>Globs of files that a running machine must keep when its network is gone.</summary>
    public IReadOnlyList<string> Pinned { get; init; } = [];

    /// <summary>Form of the version: <c>{date}</c> is the newest package's day, <c>{inputs}</c> the start of the inputs hash.</summary>
    public required string Version { get; init; }
}

/// <summary>A folder to make.</summary>
public sealed record FolderSpecification(string Path, UnixFileMode Mode);

/// <summary>A file to write.</summary>
public sealed record FileSpecification(string Path, UnixFileMode Mode, string Content);

/// <summary>A symbolic link to make.</summary>
public sealed record LinkSpecification(string Path, string Target);

/// <summary>systemd units.</summary>
/// <param name="Enable">Started at boot.</param>
/// <param name="Disable">Not started at boot.</param>
/// <param name="Mask">Never started.</param>
public sealed record ServiceSpecification(IReadOnlyList<string> Enable, IReadOnlyList<string> Disable, IReadOnlyList<string> Mask);
