namespace CernVM.Boot.Tests.Harness;

/// <summary>What the build made: executables, boot image, published repository. Made by `./build.sh --target=Image`.</summary>
internal static class Artifacts
{
    public static string Root { get; } = Environment.GetEnvironmentVariable("CERNVM_ARTIFACTS") is { Length: > 0 } folder ? folder : FindArtifacts();

    public static string Repository => Path.Combine(Root, "site", "srv", "cvmfs");

    public static string Kernel => Path.Combine(Root, "images", "cernvm.vmlinuz");

    public static string Initramfs => Path.Combine(Root, "images", "cernvm.initrd");

    public static string RawImage => Path.Combine(Root, "images", "cernvm.raw");

    public static string Program(string name)
    {
        var path = Path.Combine(Root, "bin", name);
        Assert.True(File.Exists(path), $"{path} is missing; run ./build.sh --target=Build first.");
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
