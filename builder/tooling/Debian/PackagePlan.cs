namespace CernVM.Builder.Tooling.Debian;

/// <summary>What apt would install for a wish list, dependencies included.</summary>
/// <param name="Packages">Sorted by name.</param>
/// <param name="InstalledBytes">Space that the packages need once unpacked, as apt estimates it.</param>
public sealed record PackagePlan(IReadOnlyList<PlannedPackage> Packages, long InstalledBytes)
{
    /// <summary>Bytes to download when nothing is cached.</summary>
    public long DownloadBytes => Packages.Sum(package => package.Size);

    /// <summary>One line a package, for the inputs hash.</summary>
    public string Fingerprint => string.Join('\n', Packages.Select(package => $"{package.File} {package.Size}"));
}
