/// The public names that are links to the multi-call file-system executable.
var applets = new[] { "cvmfs2", "mount.cvmfs", "cvmfs_server", "cvmfs_config", "cvmfs_talk", "cvmfs_fsck", "cvmfs_preload", "cvmfs_shrinkwrap" };

Task("Build")
    .Description("The executables, into artifacts/bin.")
    .Does(() =>
    {
        NeedPackages("build");
        System.IO.Directory.CreateDirectory(parameters.Bin);
        var shared = new[] { "Directory.Build.props", "Directory.Packages.props", "global.json" }.Select(name => parameters.Root + "/" + name);

        Executable("cvmfs", "cvmfs/tools/cvmfs", shared, "cvmfs", "build");
        foreach (var applet in applets)
            Link("cvmfs", applet);
        Executable("cernvm-init", "bootloader/agent", shared, "cvmfs", "contexts", "bootloader", "build");
        Executable("cernvm", "builder/cli", shared, "builder", "os-flavours", "contexts");
    });

void Executable(string name, string project, IEnumerable<string> shared, params string[] sourceFolders) =>
    WhenChanged("build-" + name, SourcesBelow(sourceFolders).Concat(shared), new[] { parameters.Bin + "/" + name }, () =>
    {
        Say($"build-{name}: compiling");
        var staging = parameters.Artifacts + "/publish/" + name;
        Call("dotnet", "publish", project, "--configuration", "Release", "--output", staging, "--nologo", "--verbosity", "quiet");
        System.IO.File.Copy(staging + "/" + name, parameters.Bin + "/." + name, overwrite: true);
        System.IO.File.Move(parameters.Bin + "/." + name, parameters.Bin + "/" + name, overwrite: true);
    });

void Link(string target, string name)
{
    var link = parameters.Bin + "/" + name;
    if (new System.IO.FileInfo(link).LinkTarget == target)
        return;
    System.IO.File.Delete(link);
    System.IO.File.CreateSymbolicLink(link, target);
}
