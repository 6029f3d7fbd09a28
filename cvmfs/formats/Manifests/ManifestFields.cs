using System.Globalization;
using System.Text;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Manifests;

/// <summary>Collects the lines of a manifest, one letter at a time.</summary>
internal sealed class ManifestFields
{
    private const string RootPathMd5 = "d41d8cd98f00b204e9800998ecf8427e";

    private readonly HashSet<char> _seen = [];
    private ContentHash _rootCatalog;
    private ContentHash? _microCatalog, _certificate, _history, _metaInfo, _reflog;
    private ulong _rootCatalogSize, _revision;
    private uint _timeToLive;
    private bool _garbageCollectable, _alternativePaths;
    private RepositoryName? _repository;
    private DateTimeOffset? _publishedAt;

    /// <summary>Takes one line; returns what is wrong with it.</summary>
    public FormatError? Read(char key, ReadOnlySpan<byte> value, long offset)
    {
        if (!"CBRDSGALNXHTMY".Contains(key))
            return null;
        if (!_seen.Add(key))
            return ManifestErrors.Twice(key, offset);
        var text = Encoding.Latin1.GetString(value);
        return key switch
        {
            'C' => Check(ContentHash.TryParse(text, out _rootCatalog) && _rootCatalog.Algorithm != ContentHashAlgorithm.Md5, key, "catalog hash", offset),
            'B' => Check(TryNumber(text, out _rootCatalogSize), key, "size", offset),
            'R' => text == RootPathMd5 ? null : ManifestErrors.Root(offset),
            'D' => Check(uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _timeToLive), key, "number of seconds", offset),
            'S' => Check(TryNumber(text, out _revision), key, "revision number", offset),
            'G' => Check(TryYesNo(text, out _garbageCollectable), key, "yes or no", offset),
            'A' => Check(TryYesNo(text, out _alternativePaths), key, "yes or no", offset),
            'L' => Check(TryHash(text, out _microCatalog), key, "hash", offset),
            'N' => Check(TryName(text, out _repository), key, "repository name", offset),
            'X' => Check(TryHash(text, out _certificate), key, "certificate hash", offset),
            'H' => Check(TryHash(text, out _history), key, "tag database hash", offset),
            'T' => Check(TryTime(text, out _publishedAt), key, "time", offset),
            'M' => Check(TryHash(text, out _metaInfo), key, "meta info hash", offset),
            _ => Check(TryHash(text, out _reflog), key, "reflog hash", offset),
        };
    }

    /// <summary>The manifest, when everything that must be there was.</summary>
    public Parsed<Manifest> Finish()
    {
        foreach (var (key, meaning) in (ReadOnlySpan<(char, string)>)
                 [('C', "root catalog"), ('R', "hash of the root path"), ('D', "time to live"), ('S', "revision")])
        {
            if (!_seen.Contains(key))
                return ManifestErrors.Missing(key, meaning);
        }

        return new Manifest
        {
            RootCatalog = _rootCatalog,
            RootCatalogSize = _rootCatalogSize,
            TimeToLive = _timeToLive,
            Revision = new Revision(_revision),
            IsGarbageCollectable = _garbageCollectable,
            HasAlternativePaths = _alternativePaths,
            MicroCatalog = _microCatalog,
            Repository = _repository,
            Certificate = _certificate,
            History = _history,
            PublishedAt = _publishedAt,
            MetaInfo = _metaInfo,
            Reflog = _reflog,
        };
    }

    private static FormatError? Check(bool good, char key, string meaning, long offset) =>
        good ? null : ManifestErrors.Value(key, meaning, offset);

    private static bool TryNumber(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TryYesNo(string text, out bool yes)
    {
        yes = text == "yes";
        return yes || text == "no";
    }

    private static bool TryHash(string text, out ContentHash? hash)
    {
        var good = ContentHash.TryParse(text, out var read);
        hash = good && !read.IsNull ? read : null;
        return good;
    }

    private static bool TryName(string text, out RepositoryName? name)
    {
        var good = RepositoryName.TryParse(text, out var read);
        name = good ? read : null;
        return good;
    }

    private static bool TryTime(string text, out DateTimeOffset? time)
    {
        var good = UnixTime.TryParse(text, out var read);
        time = good ? read : null;
        return good;
    }
}
