using System.Security.Cryptography;
using System.Text;
using CernVM.Builder.Images.Fat;
using CernVM.Builder.Recipes;

namespace CernVM.Builder.Images;

/// <summary>Makes the raw disk: MBR, one active FAT16 partition with kernel, initramfs, boot menu and the sentinel file.</summary>
public static class RawDisk
{
    private const int SectorSize = FatGeometry.SectorSize;

    /// <summary>First sector of the partition: the file system then starts at a multiple of 4 KiB.</summary>
    private const int PartitionStart = 64;

    /// <summary>Room for the boot loader, folders and tables.</summary>
    private const int Overhead = 384 * 1024;
    private const int SizeStep = 64 * 1024;
    private const string Label = "UCERNVM";

    /// <summary>Writes a disk that boots by BIOS.</summary>
    public static async Task WriteAsync(string file, ImageRecipe recipe, ReadOnlyMemory<byte> kernel, ReadOnlyMemory<byte> initramfs, DiskTime time, CancellationToken cancellation)
    {
        var volume = Volume(recipe, kernel, initramfs, time, out var identity);
        var size = (((kernel.Length + initramfs.Length + Overhead) / SizeStep) + 1) * SizeStep;
        var disk = new byte[(PartitionStart * SectorSize) + size];
        MasterBootRecord.Write(disk, Syslinux.ReadMasterBootCode(), identity, PartitionStart, (uint)(size / SectorSize));
        volume.Write(disk.AsSpan(PartitionStart * SectorSize), PartitionStart);
        await File.WriteAllBytesAsync(file, disk, cancellation).ConfigureAwait(false);

        await Syslinux.InstallAsync(file, PartitionStart * SectorSize, cancellation).ConfigureAwait(false);
        // The installer leaves the time of day.
        disk = await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false);
        FatTimes.SetAll(disk.AsSpan(PartitionStart * SectorSize), time);
        await File.WriteAllBytesAsync(file, disk, cancellation).ConfigureAwait(false);
    }

    private static FatVolume Volume(ImageRecipe recipe, ReadOnlyMemory<byte> kernel, ReadOnlyMemory<byte> initramfs, DiskTime time, out uint identity)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(kernel.Span);
        hash.AppendData(initramfs.Span);
        identity = BitConverter.ToUInt32(hash.GetHashAndReset());
        var menu = Encoding.UTF8.GetBytes(BootMenu.Text(recipe));
        var volume = new FatVolume(Label, identity, time);
        volume.Add($"{Syslinux.Folder}/isolinux.cfg", menu);
        volume.Add($"{Syslinux.Folder}/syslinux.cfg", menu);
        volume.Add("cernvm/vmlinuz.xz", kernel);
        volume.Add("cernvm/initrd.img", initramfs);
        volume.Add("version", Encoding.UTF8.GetBytes(VersionText(recipe)));
        volume.Add(".ucernvm_boot_loader", default);
        return volume;
    }

    private static string VersionText(ImageRecipe recipe)
    {
        string Option(string name) => recipe.CommandLine.FirstOrDefault(option => option.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? string.Empty;
        var tag = Option("cvmfs_repository_tag");
        return $"{Option("cvmfs_repos")} at {(tag.Length > 0 ? tag : "trunk")}, uCernVM {recipe.StrongVersion}\n";
    }
}
