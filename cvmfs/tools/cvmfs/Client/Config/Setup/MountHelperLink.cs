namespace CernVM.Cvmfs.Tools.Client.Config.Setup;

/// <summary>The link by which mount(8) finds the helper; packages bring it, a copied executable does not.</summary>
internal static class MountHelperLink
{
    /// <summary>Where mount(8) looks.</summary>
    public static readonly string[] Places = ["/sbin/mount.cvmfs", "/usr/sbin/mount.cvmfs"];

    /// <summary>Makes the link when none of the places has one.</summary>
    public static void Make()
    {
        if (!Places.Any(File.Exists) && Environment.ProcessPath is { } executable)
            File.CreateSymbolicLink(Places[0], executable);
    }
}
