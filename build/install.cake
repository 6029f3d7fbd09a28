/// Where an installed client lies below its root. /usr/sbin is where mount(8) finds helpers, /sbin being a link to it on today's systems.
const string CommandFolder = "usr/bin";
const string HelperFolder = "usr/sbin";

Task("Install-Client")
    .Description("The client's executables and files, below --destdir (artifacts/root without it), as packages have them.")
    .IsDependentOn("Build")
    .Does(context =>
    {
        var root = System.IO.Path.GetFullPath(context.Argument("destdir", parameters.Artifacts + "/root"));
        Say($"install-client: {root}");
        CopyTree(parameters.Root + "/cvmfs/tools/cvmfs/packaging", root);
        foreach (var folder in new[] { "etc/cvmfs/default.d", "etc/cvmfs/config.d", "etc/cvmfs/domain.d", "etc/cvmfs/keys", CommandFolder, HelperFolder })
            System.IO.Directory.CreateDirectory($"{root}/{folder}");
        System.IO.File.Copy(parameters.Bin + "/cvmfs", $"{root}/{CommandFolder}/cvmfs", overwrite: true);
        foreach (var applet in applets)
        {
            var isHelper = applet.StartsWith("mount.");
            PlaceLink($"{root}/{(isHelper ? HelperFolder : CommandFolder)}/{applet}", isHelper ? "../bin/cvmfs" : "cvmfs");
        }
        foreach (var page in System.IO.Directory.EnumerateFiles(parameters.Root + "/docs/man", "*.md"))
        {
            System.IO.Directory.CreateDirectory($"{root}/usr/share/doc/cvmfs");
            System.IO.File.Copy(page, $"{root}/usr/share/doc/cvmfs/{System.IO.Path.GetFileName(page)}", overwrite: true);
        }
    });

/// Copies files with their modes and links as links; the folder's own README describes the source and stays there.
void CopyTree(string from, string to)
{
    foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", System.IO.SearchOption.AllDirectories))
    {
        var name = System.IO.Path.GetRelativePath(from, file);
        if (name == "README.md")
            continue;
        var target = $"{to}/{name}";
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target));
        if (new System.IO.FileInfo(file).LinkTarget is { } link)
            PlaceLink(target, link);
        else
            System.IO.File.Copy(file, target, overwrite: true);
    }
}

void PlaceLink(string link, string target)
{
    System.IO.File.Delete(link);
    System.IO.File.CreateSymbolicLink(link, target);
}
