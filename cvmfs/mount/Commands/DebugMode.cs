using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Replacement;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>Whether every step is logged. <c>CVMFS_DEBUGLOG</c> names the file, and asks for it by being set.</summary>
internal static class DebugMode
{
    /// <summary>Where the steps go, for people: the file, or standard error, which only a client in the foreground has.</summary>
    public static string PlaceOf(MountOptions options, ClientSettings settings) =>
        MountLogFactory.DebugFileOf(settings) ?? (options.Foreground ? "standard error" : "nowhere; CVMFS_DEBUGLOG names a file for them");

    /// <summary>Whether the options ask for steps that nobody can see.</summary>
    public static bool IsInVain(MountOptions options, ClientSettings settings) =>
        (options.Debug || options.FuseDebug) && !options.Foreground && MountLogFactory.DebugFileOf(settings) is null;

    /// <summary>
    /// At a mount: on by option or by configuration. After a reload: what the reload has asked for, or else by the configuration of now. As with the
    /// original, the option <c>debug</c> of the mount does not count any more then, while <c>fuse_debug</c> does as long as the mount lives.
    /// </summary>
    /// <param name="options">The command line of the mount.</param>
    /// <param name="settings">The configuration of now.</param>
    /// <param name="handedOver">What another process has left; null for a new mount.</param>
    public static bool IsOn(MountOptions options, ClientSettings settings, MountState? handedOver)
    {
        var isConfigured = MountLogFactory.DebugFileOf(settings) is not null;
        return options.FuseDebug || (handedOver is null ? options.Debug || isConfigured : handedOver.Debug ?? isConfigured);
    }
}
