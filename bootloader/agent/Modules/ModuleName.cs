namespace CernVM.Bootloader.Agent.Modules;

/// <summary>Names of kernel modules: the file name without folders and endings, with '-' and '_' meaning the same.</summary>
internal static class ModuleName
{
    /// <summary>The name of the module in a file such as <c>kernel/fs/overlayfs/overlay.ko.xz</c>.</summary>
    public static string OfFile(string path)
    {
        string name = Path.GetFileName(path);
        int ending = name.IndexOf(".ko", StringComparison.Ordinal);
        return Normal(ending < 0 ? name : name[..ending]);
    }

    /// <summary>The kernel's own spelling.</summary>
    public static string Normal(string name) => name.Replace('-', '_');
}
