namespace CernVM.Functional.Appliance.Tests.Harness;

/// <summary>Where the executables under test and the package cache are.</summary>
internal static class Products
{
    private static readonly string s_artifacts =
        Environment.GetEnvironmentVariable("CERNVM_ARTIFACTS") ?? Path.Combine(SolutionFolder(), "artifacts");

    /// <summary>Packages downloaded by builds before; the tests add what is missing, so that downloads are rare.</summary>
    public static string PackageCache => Path.Combine(s_artifacts, "cache");

    public static string Cernvm => Executable("cernvm");

    public static string CvmfsServer => Executable("cvmfs_server");

    public static void RequireRoot() => Assert.SkipUnless(Environment.UserName == "root", "composing and mounting need root");

    private static string Executable(string name)
    {
        var folder = Environment.GetEnvironmentVariable("CERNVM_BIN") ?? Path.Combine(SolutionFolder(), "artifacts", "bin");
        var path = Path.Combine(folder, name);
        Assert.SkipUnless(File.Exists(path), $"'{path}' is not built: ./build.sh --target=Build, or name the folder in CERNVM_BIN");
        return path;
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
