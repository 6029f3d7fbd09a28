using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Processes;

namespace CernVM.Builder.Images;

/// <summary>The BIOS boot loader of Debian's packages syslinux and syslinux-common.</summary>
public static class Syslinux
{
    /// <summary>Folder of the image that the loader and its configuration lie in.</summary>
    public const string Folder = "isolinux";

    private const string MasterBootCode = "/usr/lib/syslinux/mbr/mbr.bin";

    /// <summary>The code of the first sector.</summary>
    /// <exception cref="BuildFailureException">The package is missing.</exception>
    public static byte[] ReadMasterBootCode() =>
        File.Exists(MasterBootCode)
            ? File.ReadAllBytes(MasterBootCode)
            : throw new BuildFailureException(FailureKind.Environment, $"'{MasterBootCode}' is missing: run 'apt-get install syslinux-common' and try again");

    /// <summary>Which loader is installed on this machine, for the inputs hash.</summary>
    public static async Task<string> VersionAsync(CancellationToken cancellation)
    {
        Tool.Require("mtools");
        var result = await Tool.RunAsync(new ToolCall("syslinux", ["--version"]), cancellation).ConfigureAwait(false);
        return result.Errors + result.Output;
    }

    /// <summary>Puts the loader into the file system of a partition.</summary>
    public static Task InstallAsync(string image, long offset, CancellationToken cancellation) =>
        Tool.RequireAsync(new ToolCall("syslinux", ["--install", "--offset", $"{offset}", "--directory", "/" + Folder, image]), "installing the boot loader", cancellation);
}
