using System.Globalization;

namespace CernVM.Cvmfs.Formats.Trust;

/// <summary>The numbered errors of whitelists, keys and the chain of trust; docs/formats/trust.md explains each.</summary>
internal static class TrustErrors
{
    private const string Refetch = "try another server or proxy";
    private const string AskOwner = "ask the repository's owner";

    public static FormatError WhitelistTooLong(int length, int limit) =>
        new("WHL001", $"Whitelist has {length} bytes, allowed are {limit}; {Refetch}.", limit);

    public static FormatError WhitelistNoSignature(long offset) =>
        new("WHL002", $"Whitelist has no line \"--\" that ends its text; {Refetch}.", offset);

    public static FormatError WhitelistLine(string expected, long offset) =>
        new("WHL003", $"Whitelist line is not the {expected} that must stand there; {Refetch}.", offset);

    public static FormatError WhitelistHashLine(long offset) =>
        new("WHL004", $"Whitelist has no proper hash line after \"--\"; {Refetch}.", offset);

    public static FormatError WhitelistHashMismatch(long offset) =>
        new("WHL005", $"Whitelist text does not have the hash that is signed, it was altered; {Refetch}.", offset);

    public static FormatError WhitelistNoSignatureBytes(long offset) =>
        new("WHL006", $"Whitelist ends without a signature; {Refetch}.", offset);

    public static FormatError WhitelistFingerprint(long offset) =>
        new("WHL007", $"Whitelist line is no certificate fingerprint; {AskOwner} to sign it again.", offset);

    public static FormatError Pkcs7(string cause) =>
        new("WHL008", $"PKCS#7 whitelist cannot be read: {cause}; {Refetch}.");

    public static FormatError Blacklist(long offset, string line) =>
        new("BLK001", $"Blacklist line \"{line}\" is neither a fingerprint nor \"<repository revision\"; correct the file.", offset);

    public static FormatError Certificate(string cause) =>
        new("CRT001", $"Repository certificate cannot be used: {cause}; {Refetch}.");

    public static FormatError Key(string kind, string cause) =>
        new("KEY001", $"The {kind} cannot be used: {cause}; give a PEM file with an RSA key.");

    public static FormatError WrongRepository(RepositoryName expected, string found) =>
        new("TRU001", $"Manifest of {expected} says it belongs to \"{found}\"; check the server URL, or {Refetch}.");

    public static FormatError TooOld(RepositoryName name, DateTimeOffset published, DateTimeOffset minimum) =>
        new("TRU002", $"Manifest of {name} was published {Text(published)}, before the one that is in use ({Text(minimum)}); {Refetch}.");

    public static FormatError ManifestSignature(RepositoryName name) =>
        new("TRU003", $"Manifest of {name} is not signed by the certificate it names; {Refetch}.");

    public static FormatError WhitelistRepository(RepositoryName expected, RepositoryName found) =>
        new("TRU004", $"Whitelist of {expected} says it belongs to {found}; check the server URL, or {Refetch}.");

    public static FormatError Expired(RepositoryName name, DateTimeOffset expiry) =>
        new("TRU005", $"Whitelist of {name} expired {Text(expiry)}; {AskOwner} to run 'cvmfs_server resign', or check this machine's clock.");

    public static FormatError WhitelistSignature(RepositoryName name, int keys) =>
        new("TRU006", $"Whitelist of {name} is signed by none of the {keys} master keys in use; install the repository's public key, or {Refetch}.");

    public static FormatError Blacklisted(RepositoryName name, CertificateFingerprint fingerprint) =>
        new("TRU007", $"Certificate {fingerprint} of {name} is on the blacklist; {AskOwner} for a new one.");

    public static FormatError NotWhitelisted(RepositoryName name, CertificateFingerprint fingerprint) =>
        new("TRU008", $"Certificate {fingerprint} of {name} is not on its whitelist; {AskOwner} to run 'cvmfs_server resign'.");

    public static FormatError Authorities(RepositoryName name, string cause) =>
        new("TRU009", $"Certificate of {name} does not come from a trusted authority: {cause}; install the authority's certificate.");

    public static FormatError ForbiddenRevision(RepositoryName name, Revision revision) =>
        new("TRU010", $"Revision {revision} of {name} is forbidden by the blacklist; {AskOwner} for a newer one.");

    public static FormatError Pkcs7Missing(RepositoryName name) =>
        new("TRU011", $"Whitelist of {name} demands a PKCS#7 signature, but .cvmfswhitelist.pkcs7 is not there; {AskOwner}.");

    public static FormatError Pkcs7Signature(RepositoryName name, string cause) =>
        new("TRU012", $"PKCS#7 whitelist of {name} is not signed by a trusted party: {cause}; install the authority's certificate.");

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
