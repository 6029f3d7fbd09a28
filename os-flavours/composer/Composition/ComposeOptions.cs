namespace CernVM.Flavours.Composer.Composition;

/// <summary>What a composition needs beside the flavour.</summary>
/// <param name="DefinitionFile">The <c>flavour.yaml</c>.</param>
/// <param name="Output">Folder that gets a folder named like the flavour.</param>
/// <param name="Cache">Folder that keeps package files between compositions.</param>
public sealed record ComposeOptions(string DefinitionFile, string Output, string Cache)
{
    /// <summary>Address of the archive; goes before the flavour's.</summary>
    public string? Mirror { get; init; }

    /// <summary>Address of the security archive; goes before the flavour's.</summary>
    public string? SecurityMirror { get; init; }

    /// <summary>Compose even when nothing has changed.</summary>
    public bool Force { get; init; }
}
