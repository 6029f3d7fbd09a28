namespace CernVM.Builder.Kernel;

/// <summary>A module that goes into the initramfs.</summary>
/// <param name="Name">Its name, with underscores.</param>
/// <param name="Path">Uncompressed file relative to the folder of the release: <c>kernel/fs/overlayfs/overlay.ko</c>.</param>
/// <param name="Info">What it says about itself.</param>
/// <param name="Content">Its bytes.</param>
public sealed record KernelModule(string Name, string Path, ModuleInfo Info, ReadOnlyMemory<byte> Content)
{
    /// <summary>The kernel takes '-' and '_' for the same in names of modules.</summary>
    public static string NormalName(string name) => name.Replace('-', '_');

    /// <summary>The name of the module in a file.</summary>
    public static string NameOfFile(string file)
    {
        var name = System.IO.Path.GetFileName(file);
        var cut = name.IndexOf(".ko", StringComparison.Ordinal);
        return NormalName(cut < 0 ? name : name[..cut]);
    }
}
