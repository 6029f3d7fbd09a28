using CernVM.Builder.Recipes;

namespace CernVM.Builder.Building;

/// <summary>What an image needs beside the recipe.</summary>
/// <param name="RecipeFile">The recipe.</param>
/// <param name="Output">Folder of the files.</param>
/// <param name="Cache">Folder that keeps package files.</param>
public sealed record ImageOptions(string RecipeFile, string Output, string Cache)
{
    /// <summary>Goes before the recipe's agent.</summary>
    public string? Agent { get; init; }

    /// <summary>Keys beside the recipe's.</summary>
    public IReadOnlyList<RepositoryKey> Keys { get; init; } = [];

    /// <summary>Kernel options that replace the recipe's of the same name, or follow them.</summary>
    public IReadOnlyList<string> KernelOptions { get; init; } = [];

    /// <summary>Address of the archive; null takes the machine's.</summary>
    public string? Mirror { get; init; }

    /// <summary>Address of the security archive; null takes the machine's.</summary>
    public string? SecurityMirror { get; init; }

    /// <summary>Build even when nothing has changed.</summary>
    public bool Force { get; init; }
}
