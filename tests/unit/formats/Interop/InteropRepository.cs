using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Compression;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Formats.Trust;

namespace CernVM.Cvmfs.Formats.Tests.Interop;

/// <summary>A repository that the original wrote, read straight from its storage folder.</summary>
internal sealed class InteropRepository : IDisposable
{
    private const int MaxObject = 64 * 1024 * 1024;
    private readonly string _folder;
    private readonly List<CatalogReader> _readers = [];

    private InteropRepository(string folder)
    {
        _folder = folder;
        Signed = ManifestReader.Parse(File.ReadAllBytes(InRepository(".cvmfspublished"))).Value;
    }

    public static TheoryData<string> Names => ["basic-sha1", "shake128", "tagged", "garbage"];

    public TemporaryFolder Temporary { get; } = new();

    public SignedManifest Signed { get; }

    public Manifest Manifest => Signed.Manifest;

    public RepositoryName Fqrn => Manifest.Repository!.Value;

    public MasterPublicKey MasterKey => MasterPublicKey.Parse(File.ReadAllBytes(Beside(Fqrn + ".pub"))).Value;

    public static InteropRepository Open(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "CernVM.sln")))
                continue;
            var repository = Path.Combine(folder.FullName, "..", "shared", "interop", name);
            Assert.SkipUnless(Directory.Exists(repository), $"The interop repository {name} is not beside this checkout.");
            return new InteropRepository(repository);
        }

        throw new InvalidOperationException("CernVM.sln was not found above the test.");
    }

    public string Beside(string name) => Path.Combine(_folder, name);

    public string InRepository(string name) => Path.Combine(_folder, "repo", name);

    public byte[] ReadStored(ContentHash hash, ObjectKind kind) =>
        File.ReadAllBytes(InRepository(new ObjectName(hash, kind).StorePath));

    public byte[] ReadObject(ContentHash hash, ObjectKind kind) => ZlibInflater.Inflate(ReadStored(hash, kind), MaxObject).Value;

    public byte[] ReadData(ContentHash hash, ObjectKind kind, CompressionAlgorithm compression) =>
        compression == CompressionAlgorithm.None ? ReadStored(hash, kind) : ReadObject(hash, kind);

    /// <summary>Unpacks a database object into a temporary file.</summary>
    public string Unpack(ContentHash hash, ObjectKind kind)
    {
        var file = Temporary.File(hash + kind.ToString());
        if (!File.Exists(file))
            File.WriteAllBytes(file, ReadObject(hash, kind));
        return file;
    }

    public CatalogReader OpenCatalog(ContentHash hash)
    {
        var opened = CatalogReader.Open(Unpack(hash, ObjectKind.Catalog));
        Assert.True(opened.IsOk, opened.IsOk ? "" : opened.Error.ToString());
        _readers.Add(opened.Value);
        return opened.Value;
    }

    public void Dispose()
    {
        _readers.ForEach(reader => reader.Dispose());
        Temporary.Dispose();
    }
}
