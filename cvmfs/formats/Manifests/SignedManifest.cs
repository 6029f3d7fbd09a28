using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Manifests;

/// <summary>A manifest as it was read, with what is needed to verify it.</summary>
/// <param name="Manifest">The values.</param>
/// <param name="SignedHash">Hash of the text before <c>--</c>; the reader has recomputed and compared it.</param>
/// <param name="Signature">Raw signature over <see cref="SignedHash"/>'s text.</param>
public sealed record SignedManifest(Manifest Manifest, ContentHash SignedHash, ReadOnlyMemory<byte> Signature);
