using System.Globalization;
using System.Text;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>Certificates and revisions that must not be used, <c>/etc/cvmfs/blacklist</c> (formats §4.5).</summary>
public sealed class Blacklist
{
    private readonly HashSet<CertificateFingerprint> _fingerprints = [];
    private readonly Dictionary<RepositoryName, Revision> _firstAllowed = [];
    private readonly List<FormatError> _errors = [];

    private Blacklist()
    {
    }

    /// <summary>Forbids nothing.</summary>
    public static Blacklist Empty { get; } = new();

    /// <summary>Lines that could not be understood; the others hold nevertheless.</summary>
    public IReadOnlyList<FormatError> Errors => _errors;

    /// <summary>
    /// Reads one or several files put together: a fingerprint or <c>&lt;repository revision</c> a line; blank lines and what follows
    /// a <c>#</c> do not count.
    /// </summary>
    public static Blacklist Parse(ReadOnlySpan<byte> text)
    {
        var blacklist = new Blacklist();
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = Encoding.Latin1.GetString(text[range]);
            var content = line.Split('#')[0].Trim();
            if (content.Length > 0 && !blacklist.TryAdd(content))
                blacklist._errors.Add(TrustErrors.Blacklist(range.Start.GetOffset(text.Length), line));
        }

        return blacklist;
    }

    /// <summary>True when the certificate must not be trusted.</summary>
    public bool Forbids(RepositoryCertificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return _fingerprints.Any(fingerprint => certificate.Fingerprint(fingerprint.Hash.Algorithm) == fingerprint);
    }

    /// <summary>True when the revision of the repository must not be used.</summary>
    public bool Forbids(RepositoryName repository, Revision revision) =>
        _firstAllowed.TryGetValue(repository, out var first) && revision < first;

    private bool TryAdd(string content)
    {
        if (content[0] != '<')
        {
            // Everything from the first blank on is a remark, as in whitelists.
            var end = content.AsSpan().IndexOfAny(' ', '\t');
            if (!CertificateFingerprint.TryParse(end < 0 ? content : content.AsSpan(0, end), out var fingerprint))
                return false;
            _fingerprints.Add(fingerprint);
            return true;
        }

        var words = content[1..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || !RepositoryName.TryParse(words[0], out var name)
            || !ulong.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        var revision = new Revision(number);
        _firstAllowed[name] = _firstAllowed.TryGetValue(name, out var known) && known > revision ? known : revision;
        return true;
    }
}
