namespace CernVM.Functional.Network.Tests.Harness;

/// <summary>The repository that the original's tools made (../shared/interop/basic-sha1).</summary>
internal static class Repository
{
    public const string Name = "basic.example.org";

    /// <summary>A file that is one object, and one that is several chunks.</summary>
    public const string SmallFile = "/hello.txt";

    public const string ChunkedFile = "/big/text-20MiB";

    public static string Storage { get; } = Path.Combine(Folder(), "repo");

    public static string PublicKey { get; } = Path.Combine(Folder(), Name + ".pub");

    public static void Require() => Assert.SkipUnless(Directory.Exists(Storage), $"the repository '{Storage}' is not here");

    private static string Folder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "CernVM.sln")))
                return Path.Combine(folder, "..", "shared", "interop", "basic-sha1");
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds CernVM.sln.");
    }
}
