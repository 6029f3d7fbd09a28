using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Manifests;

/// <summary>Writes <c>.cvmfspublished</c>, with the lines in upstream's order.</summary>
public static class ManifestWriter
{
    /// <summary>The text that is hashed and signed.</summary>
    public static byte[] WriteText(Manifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var text = new StringBuilder();
        void Line(char key, string value) => text.Append(key).Append(value).Append('\n');
        void OptionalHash(char key, ContentHash? hash)
        {
            if (hash is { IsNull: false } set)
                Line(key, set.ToString());
        }

        Line('C', manifest.RootCatalog.ToString());
        Line('B', manifest.RootCatalogSize.ToString(CultureInfo.InvariantCulture));
        Line('R', ContentHash.Compute(ContentHashAlgorithm.Md5, default).ToString());
        Line('D', manifest.TimeToLive.ToString(CultureInfo.InvariantCulture));
        Line('S', manifest.Revision.Number.ToString(CultureInfo.InvariantCulture));
        Line('G', YesNo(manifest.IsGarbageCollectable));
        Line('A', YesNo(manifest.HasAlternativePaths));
        OptionalHash('L', manifest.MicroCatalog);
        if (manifest.Repository is { } name)
            Line('N', name.ToString());
        OptionalHash('X', manifest.Certificate);
        OptionalHash('H', manifest.History);
        if (manifest.PublishedAt is { } time)
            Line('T', time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        OptionalHash('M', manifest.MetaInfo);
        OptionalHash('Y', manifest.Reflog);
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Hash of the text, by the algorithm of the root catalog: the thing to be signed.</summary>
    public static ContentHash HashToSign(Manifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return ContentHash.Compute(manifest.RootCatalog.Algorithm, WriteText(manifest));
    }

    /// <summary>The whole file.</summary>
    /// <param name="manifest">The values.</param>
    /// <param name="sign">Signs a hash; usually <c>ManifestSignature.Sign</c> with the repository key.</param>
    public static byte[] Write(Manifest manifest, Func<ContentHash, byte[]> sign)
    {
        ArgumentNullException.ThrowIfNull(sign);
        var hash = HashToSign(manifest);
        return SignedText.Join(WriteText(manifest), hash, sign(hash));
    }

    private static string YesNo(bool value) => value ? "yes" : "no";
}
