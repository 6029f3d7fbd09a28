using CernVM.Functional.Appliance.Tests.Harness;

namespace CernVM.Functional.Appliance.Tests.Images;

/// <summary>What <c>cernvm image build</c> leaves in its folder, judged by the standard tools.</summary>
[Collection(ImageCollection.Name)]
public sealed class ImageBuildTests(TinyImage image)
{
    private const string Name = "ucernvm-tiny.2026.11-1.cernvm.x86_64";
    private const int PartitionStart = 64 * 512;

    private string Disk => Path.Combine(image.Folder, $"{Name}.hdd");

    [Fact(Timeout = 120_000)]
    public void The_folder_holds_the_image_and_nothing_else()
    {
        string[] files = [.. ((string[])["hdd", "vmlinuz", "initrd.img"]).SelectMany(kind => new[] { $"{Name}.{kind}", $"{Name}.{kind}.sha256" })];

        Assert.Equal([.. files.Append("image.json").Append(".lock-image").Order()], Directory.GetFileSystemEntries(image.Folder).Select(Path.GetFileName).Order());
    }

    [Fact(Timeout = 120_000)]
    public async Task Two_builds_from_scratch_are_the_same_bytes()
    {
        await image.BuildAsync("again");

        foreach (var file in Directory.GetFiles(image.Folder))
            await image.Work.RequireAsync("cmp", file, image.Work.In($"again/{Path.GetFileName(file)}"));
    }

    [Fact(Timeout = 120_000)]
    public async Task An_unchanged_image_is_not_built_again()
    {
        var before = File.GetLastWriteTimeUtc(Disk);

        var build = await image.BuildAsync(image.Folder);

        Assert.Contains("unchanged", build.Errors, StringComparison.Ordinal);
        Assert.Equal(before, File.GetLastWriteTimeUtc(Disk));
    }

    [Fact(Timeout = 120_000)]
    public async Task Sha256sum_agrees_with_the_digests()
    {
        foreach (var digest in Directory.GetFiles(image.Folder, "*.sha256"))
            await image.Work.RequireAsync("sh", "-c", $"cd '{image.Folder}' && sha256sum --check --strict '{digest}'");
    }

    [Fact(Timeout = 120_000)]
    public async Task The_judges_find_one_active_FAT_partition_without_mistakes()
    {
        var table = await image.Work.RequireAsync("sfdisk", "--dump", Disk);
        Assert.Matches($@"{Disk}1 : start= +64, size= +\d+, type=e, bootable", table);
        Assert.DoesNotContain($"{Disk}2", table, StringComparison.Ordinal);
        await image.Work.RequireAsync("sfdisk", "--verify", Disk);
        var list = await image.Work.RequireAsync("sgdisk", "--print", Disk);
        Assert.Contains("valid MBR", list, StringComparison.Ordinal);
        Assert.Matches(@"\n +1 +64 +\d+ ", list);

        var partition = image.Work.In("partition");
        await image.Work.RequireAsync("dd", $"if={Disk}", $"of={partition}", "bs=512", "skip=64", "status=none");
        await image.Work.RequireAsync("fsck.vfat", "-n", "-v", partition);
    }

    [Fact(Timeout = 120_000)]
    public async Task The_disk_holds_the_same_kernel_and_initramfs_as_the_pair()
    {
        foreach (var (inside, beside) in new[] { ("cernvm/vmlinuz.xz", "vmlinuz"), ("cernvm/initrd.img", "initrd.img") })
        {
            var copy = image.Work.In("copy");
            await image.Work.RequireAsync("mcopy", "-n", "-o", "-i", $"{Disk}@@{PartitionStart}", $"::{inside}", copy);
            await image.Work.RequireAsync("cmp", copy, Path.Combine(image.Folder, $"{Name}.{beside}"));
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task The_initramfs_holds_the_agent_and_its_modules()
    {
        var list = await image.Work.RequireAsync("sh", "-c", $"xz -dc '{image.Folder}/{Name}.initrd.img' | cpio --list --quiet");
        var names = list.Split('\n');

        Assert.Contains("init", names);
        Assert.Contains("dev/console", names);
        foreach (var module in (string[])["button", "evdev", "virtio_net", "net_failover"])
            Assert.Contains(names, name => name.EndsWith($"/{module}.ko", StringComparison.Ordinal));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_module_that_the_kernel_lacks_is_shown_with_its_place_and_the_old_image_stays()
    {
        image.Work.Write("wrong.yaml", TinyRecipe.Text.Replace("[button, evdev, virtio_net]", "[button, no_such_module]"));
        var before = File.ReadAllBytes(Disk);

        var build = await image.Work.CernvmAsync("image", "build", "--recipe", "wrong.yaml", "--output", image.Folder, "--cache", Products.PackageCache);

        Assert.Equal(3, build.ExitCode);
        Assert.StartsWith("wrong.yaml:13:21: RCP009: ", Assert.Single(build.Complaints), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Disk));
        Assert.Empty(Directory.GetDirectories(image.Folder));
    }
}
