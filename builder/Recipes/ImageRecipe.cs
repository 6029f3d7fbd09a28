using CernVM.Builder.Tooling.Yaml;

namespace CernVM.Builder.Recipes;

/// <summary>What a recipe of <c>builder/recipes/</c> says. docs/man/cernvm.md describes the keys; paths count from the working folder.</summary>
public sealed record ImageRecipe
{
    /// <summary>Part of the file names: which OS line the image boots by default.</summary>
    public required string Branch { get; init; }

    /// <summary>Version of the image, <c>YYYY.MM-R</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Title in the boot menu.</summary>
    public required string Title { get; init; }

    /// <summary>Debian release that the kernel is taken from.</summary>
    public required string Suite { get; init; }

    /// <summary>Keys that the package indices must be signed with.</summary>
    public required string Keyring { get; init; }

    /// <summary>The kernel's package.</summary>
    public required string KernelPackage { get; init; }

    /// <summary>Kernel options, in order; appliance §1.4.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }

    /// <summary>Modules by name or by pattern below <c>kernel/</c>.</summary>
    public required IReadOnlyList<Located<string>> Modules { get; init; }

    /// <summary>How the initramfs is compressed: xz, zstd or gzip.</summary>
    public required string Compression { get; init; }

    /// <summary>The executable that becomes <c>/init</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>Public keys of repositories.</summary>
    public IReadOnlyList<RepositoryKey> Keys { get; init; } = [];

    /// <summary>Further files of the initramfs.</summary>
    public IReadOnlyList<InitramfsFile> Files { get; init; } = [];

    /// <summary>Symbolic links of the initramfs.</summary>
    public IReadOnlyList<InitramfsLink> Links { get; init; } = [];

    /// <summary>How long the boot menu waits, in tenths of a second.</summary>
    public int MenuTimeout { get; init; }

    /// <summary>What is made: <c>hdd</c>, <c>kernel</c>.</summary>
    public required IReadOnlyList<string> Formats { get; init; }

    /// <summary>The full name of the version: <c>2026.11-1.cernvm.x86_64</c>.</summary>
    public string StrongVersion => $"{Version}.cernvm.x86_64";

    /// <summary>Start of the names of all files of the image.</summary>
    public string FileName => $"ucernvm-{Branch}.{StrongVersion}";
}

/// <summary>A public key and the repository whose signatures it checks.</summary>
public sealed record RepositoryKey(string Repository, string File);

/// <summary>A file of the initramfs: from a file of this machine, or with a content of its own.</summary>
public sealed record InitramfsFile(string Path, string? Source, string? Content, uint Permissions);

/// <summary>A symbolic link of the initramfs.</summary>
public sealed record InitramfsLink(string Path, string Target);
