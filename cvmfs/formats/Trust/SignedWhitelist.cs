using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>A whitelist as it was read, with what is needed to verify it.</summary>
/// <param name="Whitelist">The values.</param>
/// <param name="SignedHash">Hash of the text before <c>--</c>; the reader has recomputed and compared it.</param>
/// <param name="Signature">Raw signature over <see cref="SignedHash"/>'s text.</param>
public sealed record SignedWhitelist(Whitelist Whitelist, ContentHash SignedHash, ReadOnlyMemory<byte> Signature);
