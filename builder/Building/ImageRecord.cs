using System.Text.Json.Serialization;

namespace CernVM.Builder.Building;

/// <summary>What <c>image.json</c> says about the newest image of a folder.</summary>
/// <param name="Version">Strong version.</param>
/// <param name="Inputs">SHA-256 over everything that it was made from.</param>
/// <param name="KernelRelease">Release of the kernel.</param>
/// <param name="CommandLine">Kernel options, for starting the pair directly.</param>
/// <param name="Disk">File name of the raw disk; null when not made.</param>
/// <param name="Kernel">File name of the kernel; null when not made.</param>
/// <param name="Initramfs">File name of the initramfs; null when not made.</param>
/// <param name="Bytes">Size of the boot image: the raw disk, or kernel and initramfs.</param>
public sealed record ImageRecord(string Version, string Inputs, string KernelRelease, string CommandLine, string? Disk, string? Kernel, string? Initramfs, long Bytes)
{
    /// <summary>Name of the record beside the files.</summary>
    public const string FileName = "image.json";

    /// <summary>The names of all files.</summary>
    [JsonIgnore]
    public IEnumerable<string> Files => new[] { Disk, Kernel, Initramfs }.OfType<string>();
}

/// <summary>JSON of the builder, made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ImageRecord))]
public sealed partial class BuilderJson : JsonSerializerContext;
