using CernVM.Builder.Tooling.Processes;

namespace CernVM.Builder.Running;

/// <summary>Scratch disks of machines.</summary>
public static class ScratchDisk
{
    /// <summary>QEMU's name of the format that a file name asks for.</summary>
    public static string FormatOf(string file) => file.EndsWith(".qcow2", StringComparison.Ordinal) ? "qcow2" : "raw";

    /// <summary>Makes an empty disk when there is none.</summary>
    public static async Task EnsureAsync(string file, long bytes, CancellationToken cancellation)
    {
        if (File.Exists(file))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (FormatOf(file) == "qcow2")
        {
            await Tool.RequireAsync(new ToolCall("qemu-img", ["create", "-q", "-f", "qcow2", file, $"{bytes}"]), "making the scratch disk", cancellation).ConfigureAwait(false);
            return;
        }

        await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        stream.SetLength(bytes);
    }
}
