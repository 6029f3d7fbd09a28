namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>One of the repositories that the original tools made (../shared/interop).</summary>
internal sealed record Interop(string Folder, string Fqrn)
{
    public static readonly Interop Basic = new("basic-sha1", "basic.example.org");
    public static readonly Interop Shake = new("shake128", "shake128.example.org");
    public static readonly Interop Tagged = new("tagged", "tagged.example.org");
    public static readonly Interop Garbage = new("garbage", "garbage.example.org");

    /// <summary>The storage where it does not lie among the fixtures.</summary>
    public string? StorageFolder { get; init; }

    public string Storage => StorageFolder ?? Path.Combine(Root, "repo");

    /// <summary>The master key where it does not lie beside the repository.</summary>
    public string? PublicKeyFile { get; init; }

    public string PublicKey => PublicKeyFile ?? Path.Combine(Root, Fqrn + ".pub");

    private string Root => Path.Combine(Products.InteropFolder, Folder);

    public static Interop Of(string folder) => new[] { Basic, Shake, Tagged, Garbage }.Single(repository => repository.Folder == folder);

    public void Require() => Assert.SkipUnless(Directory.Exists(Storage), $"the repository '{Storage}' is not here");

    public IReadOnlyDictionary<string, TreeEntry> Expected(string file = "expected.tsv") => ExpectedTree.Read(Path.Combine(Root, file));

    /// <summary>Value of a key of the manifest.</summary>
    public string Manifest(char key) =>
        File.ReadLines(Path.Combine(Storage, ".cvmfspublished")).First(line => line.Length > 0 && line[0] == key)[1..];
}
