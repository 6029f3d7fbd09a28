using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Trust;

namespace CernVM.Cvmfs.Server.Repositories;

/// <summary>The key files of one repository, <c>/etc/cvmfs/keys/&lt;fqrn&gt;.{masterkey,pub,key,crt}</c>.</summary>
public sealed record KeyFiles(string Directory, RepositoryName Name)
{
    private const UnixFileMode Secret = UnixFileMode.UserRead;
    private const UnixFileMode Public = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Private master key; signs whitelists and may be kept elsewhere.</summary>
    public string MasterKey => PathOf("masterkey");

    /// <summary>Public master key; goes to all clients.</summary>
    public string MasterPublicKey => PathOf("pub");

    /// <summary>Private repository key; signs manifests.</summary>
    public string RepositoryKey => PathOf("key");

    /// <summary>Certificate of the repository key.</summary>
    public string Certificate => PathOf("crt");

    /// <summary>Makes every key that is not there yet. Keys that exist are used, as in the original.</summary>
    public void CreateMissing(DateTimeOffset now)
    {
        System.IO.Directory.CreateDirectory(Directory);
        if (!File.Exists(MasterKey) && !File.Exists(MasterPublicKey))
        {
            using var master = Formats.Trust.MasterKey.Generate();
            Write(MasterKey, master.ExportPem(), Secret);
            Write(MasterPublicKey, master.PublicKey.ToPem(), Public);
        }

        if (File.Exists(RepositoryKey) && File.Exists(Certificate))
            return;
        using var key = Formats.Trust.RepositoryKey.Generate();
        var certificate = RepositoryCertificate.CreateSelfSigned(Name, key, now);
        Write(RepositoryKey, key.ExportPem(), Secret);
        Write(Certificate, System.Text.Encoding.ASCII.GetString(certificate.Pem.Span), Public);
    }

    /// <summary>Loads the private master key.</summary>
    public MasterKey LoadMasterKey() => Load(MasterKey, "master key", Formats.Trust.MasterKey.Parse);

    /// <summary>Loads the public master key.</summary>
    public MasterPublicKey LoadMasterPublicKey() => Load(MasterPublicKey, "public master key", Formats.Trust.MasterPublicKey.Parse);

    /// <summary>Loads the certificate.</summary>
    public RepositoryCertificate LoadCertificate() => Load(Certificate, "certificate", RepositoryCertificate.Parse);

    /// <summary>Loads the private repository key and checks that the certificate is about it.</summary>
    public RepositoryKey LoadRepositoryKey()
    {
        var key = Load(RepositoryKey, "repository key", Formats.Trust.RepositoryKey.Parse);
        if (key.Belongs(LoadCertificate()))
            return key;
        key.Dispose();
        throw new ServerException("SRV072", $"{Certificate} is not the certificate of {RepositoryKey}; restore the matching pair.");
    }

    private delegate Parsed<T> Parser<T>(ReadOnlySpan<byte> pem);

    private static T Load<T>(string path, string what, Parser<T> parse)
    {
        if (!File.Exists(path))
            throw new ServerException("SRV070", $"The {what} {path} is missing; put it there, or name its folder with CVMFS_KEYS_DIR in server.conf.");
        return parse(File.ReadAllBytes(path)).TryGet(out var key, out var error)
            ? key
            : throw new ServerException("SRV071", $"The {what} {path} cannot be used: {error.Message}");
    }

    private static void Write(string path, string text, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode | UnixFileMode.UserWrite };
        using (var file = new StreamWriter(path, options))
            file.Write(text);
        File.SetUnixFileMode(path, mode);
    }

    private string PathOf(string extension) => Path.Combine(Directory, $"{Name}.{extension}");
}
