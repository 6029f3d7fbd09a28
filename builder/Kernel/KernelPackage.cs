using CernVM.Builder.Tooling.Debian;
using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Processes;

namespace CernVM.Builder.Kernel;

/// <summary>A kernel package, fetched with checked signatures and unpacked.</summary>
/// <param name="Package">Which package.</param>
/// <param name="Release">The kernel's release, <c>6.12.117+deb12-cloud-amd64</c>.</param>
/// <param name="Image">The compressed kernel.</param>
/// <param name="Modules">Folder <c>lib/modules/RELEASE</c>.</param>
public sealed record KernelPackage(PlannedPackage Package, string Release, string Image, string Modules)
{
    /// <summary>Finds the package that holds the kernel: the wish itself, or the versioned package that it stands for.</summary>
    public static async Task<PlannedPackage> FindAsync(PrivateApt apt, string wish, CancellationToken cancellation)
    {
        var (plan, _) = await apt.ResolveAsync([wish], cancellation).ConfigureAwait(false);
        return plan?.Packages.Where(package => package.Name.StartsWith("linux-image-", StringComparison.Ordinal)).MaxBy(package => package.Size)
            ?? throw new BuildFailureException(FailureKind.Packages, $"there is no kernel package '{wish}': correct 'kernel: package' of the recipe");
    }

    /// <summary>Downloads and unpacks into a folder.</summary>
    public static async Task<KernelPackage> UnpackAsync(PrivateApt apt, PlannedPackage package, string folder, Action<string>? onLine, CancellationToken cancellation)
    {
        await apt.DownloadOnlyAsync([package], onLine, cancellation).ConfigureAwait(false);
        await Tool.RequireAsync(new ToolCall("dpkg-deb", ["-x", Path.Combine(apt.Archives, package.File), folder]), $"unpacking {package.File}", cancellation).ConfigureAwait(false);
        var image = Directory.EnumerateFiles(Path.Combine(folder, "boot"), "vmlinuz-*").Single();
        var release = Path.GetFileName(image)["vmlinuz-".Length..];
        var modules = new[] { "usr/lib/modules", "lib/modules" }.Select(place => Path.Combine(folder, place, release)).First(Directory.Exists);
        return new KernelPackage(package, release, image, modules);
    }
}
