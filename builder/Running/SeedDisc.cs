using CernVM.Builder.Images;
using CernVM.Builder.Images.Iso;

namespace CernVM.Builder.Running;

/// <summary>The NoCloud seed: a disc named <c>cidata</c> with <c>user-data</c> and <c>meta-data</c>.</summary>
public static class SeedDisc
{
    /// <summary>Makes the disc.</summary>
    /// <param name="userData">What the machine is to be.</param>
    /// <param name="metaData">YAML with <c>instance-id</c>; null makes one from the user-data, so that changed user-data is a new instance.</param>
    public static byte[] Create(byte[] userData, byte[]? metaData)
    {
        var identity = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(userData))[..12];
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["user-data"] = userData,
            ["meta-data"] = metaData ?? System.Text.Encoding.UTF8.GetBytes($"instance-id: cernvm-{identity}\nlocal-hostname: cernvm\n"),
        };
        return IsoImage.Create("cidata", files, new DiskTime(0));
    }
}
