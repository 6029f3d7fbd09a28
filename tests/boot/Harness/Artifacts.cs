namespace CernVM.Boot.Tests.Harness;

/// <summary>What the build made: executables, boot image, published repository. Made by <c>./build.sh --target=Image</c>.</summary>
internal static class Artifacts
{
    public const string RepositoryName = "os.cernvm.local";

    public static string Root { get; } = Environment.GetEnvironmentVariable("CERNVM_ARTIFACTS") is { Length: > 0 } folder ? folder : FindArtifacts();

    public static string Images => Path.Combine(Root, "images");

    /// <summary>The folder with one folder per repository, as a Stratum 0 serves it.</summary>
    public static string Repositories => Path.Combine(Root, "site", "srv", "cvmfs");

    public static string PublicKey => Path.Combine(Root, "site", "etc", "cvmfs", "keys", RepositoryName + ".pub");

    public static string Program(string name)
    {
        var path = Path.Combine(Root, "bin", name);
        Assert.True(File.Exists(path), $"{path} is missing; run ./build.sh --target=Image first.");
        return path;
    }

    private static string FindArtifacts()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CernVM.sln")))
                return Path.Combine(folder.FullName, "artifacts");
        }

        throw new InvalidOperationException("Set CERNVM_ARTIFACTS to the folder that ./build.sh --target=Image filled.");
    }
}
