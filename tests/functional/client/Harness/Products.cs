namespace CernVM.Functional.Client.Tests.Harness;

/// <summary>Where the executables under test and the repositories are.</summary>
internal static class Products
{
    /// <summary>Folder of the executables: CERNVM_BIN, else what the Build target makes.</summary>
    public static string BinFolder { get; } =
        Environment.GetEnvironmentVariable("CERNVM_BIN") ?? Path.Combine(SolutionFolder(), "artifacts", "bin");

    public static string InteropFolder { get; } = Path.Combine(SolutionFolder(), "..", "shared", "interop");

    /// <summary>The files beside the client's executables.</summary>
    public static string PackagingFolder { get; } = Path.Combine(SolutionFolder(), "cvmfs", "tools", "cvmfs", "packaging");

    public static string Executable(string name)
    {
        var path = Path.Combine(BinFolder, name);
        Assert.SkipUnless(File.Exists(path), $"'{path}' is not built: ./build.sh --target=Build, or name the folder in CERNVM_BIN");
        return path;
    }

    /// <summary>Skips the test where no file system can be mounted.</summary>
    public static void RequireMounting()
    {
        Assert.SkipUnless(Environment.UserName == "root", "mounting needs root");
        Assert.SkipUnless(File.Exists("/dev/fuse"), "/dev/fuse is missing: modprobe fuse");
    }

    private static string SolutionFolder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "CernVM.sln")))
                return folder;
        }
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds CernVM.sln.");
    }
}
