using CernVM.Cvmfs.Tools.Client;
using CernVM.Cvmfs.Tools.Client.Config;
using CernVM.Cvmfs.Tools.Client.Fsck;
using CernVM.Cvmfs.Tools.Client.Mounting;
using CernVM.Cvmfs.Tools.Export;
using CernVM.Cvmfs.Tools.Server;

namespace CernVM.Cvmfs.Tools;

/// <summary>Every command of this executable. A new command is one line here and a folder beside this file.</summary>
internal static class AppletTable
{
    public static readonly IReadOnlyList<IApplet> All =
    [
        new MountApplet(),
        new MountHelperApplet(),
        new ConfigApplet(),
        new TalkApplet(),
        new FsckApplet(),
        new ServerApplet(),
        new PreloadApplet(),
        new ShrinkwrapApplet(),
    ];

    /// <summary>Finds a command by the name that a program was started by: the folder, and the mark <c>@</c>, do not count.</summary>
    public static IApplet? Find(string? name)
    {
        var plain = Path.GetFileName(name)?.TrimStart('@');
        return All.FirstOrDefault(applet => string.Equals(applet.Name, plain, StringComparison.Ordinal));
    }
}
