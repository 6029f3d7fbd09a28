using CernVM.Builder.Tooling.Processes;
using CernVM.Flavours.Composer.Definition;
using CernVM.Flavours.Composer.Tree;

namespace CernVM.Flavours.Composer.Composition;

/// <summary>Turns the installed packages into the flavour: removals, folders, files, links, services.</summary>
internal static class Customisation
{
    public static async Task ApplyAsync(FlavourDefinition flavour, string root, CancellationToken cancellation)
    {
        foreach (var path in flavour.Remove.SelectMany(pattern => TreeGlob.Find(root, pattern)))
            Delete(path);
        foreach (var folder in flavour.Folders)
            MakeFolder(TreePath.Resolve(root, folder.Path), folder.Mode);
        foreach (var file in flavour.Files)
            await WriteAsync(TreePath.Resolve(root, file.Path), file, cancellation).ConfigureAwait(false);
        foreach (var link in flavour.Links)
            MakeLink(TreePath.Resolve(root, link.Path), link.Target);
        await ServicesAsync(root, "enable", flavour.Services.Enable, cancellation).ConfigureAwait(false);
        await ServicesAsync(root, "disable", flavour.Services.Disable, cancellation).ConfigureAwait(false);
        await ServicesAsync(root, "mask", flavour.Services.Mask, cancellation).ConfigureAwait(false);
    }

    public static void Delete(string path)
    {
        if (new FileInfo(path) is { Exists: true } or { LinkTarget: not null })
            File.Delete(path);
        else if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    private static void MakeFolder(string path, UnixFileMode mode)
    {
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, mode);
    }

    private static async Task WriteAsync(string path, FileSpecification file, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // A link in the place of the file would lead the text elsewhere.
        Delete(path);
        await File.WriteAllTextAsync(path, file.Content, cancellation).ConfigureAwait(false);
        File.SetUnixFileMode(path, file.Mode);
    }

    private static void MakeLink(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Delete(path);
        File.CreateSymbolicLink(path, target);
    }

    private static async Task ServicesAsync(string root, string verb, IReadOnlyList<string> units, CancellationToken cancellation)
    {
        if (units.Count > 0)
            await Tool.RequireAsync(new ToolCall("chroot", [root, "systemctl", verb, .. units]), $"systemctl {verb} in the flavour", cancellation).ConfigureAwait(false);
    }
}
