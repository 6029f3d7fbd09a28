namespace CernVM.Builder.Building;

/// <summary>How a build ended.</summary>
/// <param name="Record">What was made.</param>
/// <param name="Folder">Where it is.</param>
/// <param name="Skipped">True when it was there already and nothing had changed.</param>
public sealed record ImageResult(ImageRecord Record, string Folder, bool Skipped);
