using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace CernVM.Cvmfs.Formats.Hashing;

/// <summary>Hashes bytes as they come. One thread at a time; usable again after <see cref="Finish"/>.</summary>
public sealed class ContentHasher : IDisposable
{
    private readonly IncrementalHash? _native;
    private readonly Shake128? _shake;
    private readonly RipeMD160Digest? _ripemd;

    /// <summary>Prepares the algorithm.</summary>
    public ContentHasher(ContentHashAlgorithm algorithm)
    {
        Algorithm = algorithm;
        switch (algorithm)
        {
            case ContentHashAlgorithm.Md5:
                _native = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
                break;
            case ContentHashAlgorithm.Sha1:
                _native = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
                break;
            case ContentHashAlgorithm.Rmd160:
                _ripemd = new RipeMD160Digest();
                break;
            case ContentHashAlgorithm.Shake128:
                _shake = new Shake128();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "There is no such hash algorithm.");
        }
    }

    /// <summary>What is being computed.</summary>
    public ContentHashAlgorithm Algorithm { get; }

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        _native?.AppendData(data);
        _shake?.AppendData(data);
        _ripemd?.BlockUpdate(data);
    }

    /// <summary>The hash of everything appended since the last call; starts over.</summary>
    public ContentHash Finish()
    {
        Span<byte> digest = stackalloc byte[HashText.MaxDigestSize];
        digest = digest[..HashText.DigestSize(Algorithm)];
        _native?.GetHashAndReset(digest);
        _shake?.GetHashAndReset(digest);
        _ripemd?.DoFinal(digest);
        return ContentHash.FromDigest(Algorithm, digest);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _native?.Dispose();
        _shake?.Dispose();
    }
}
