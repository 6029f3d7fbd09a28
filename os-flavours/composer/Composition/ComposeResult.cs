namespace CernVM.Flavours.Composer.Composition;

/// <summary>How a composition ended.</summary>
/// <param name="Record">What the tree is.</param>
/// <param name="Folder">Folder with <c>root/</c>, <c>flavour.json</c> and <c>manifest.tsv</c>.</param>
/// <param name="Skipped">True when the tree was there already and nothing had changed.</param>
public sealed record ComposeResult(FlavourRecord Record, string Folder, bool Skipped);
