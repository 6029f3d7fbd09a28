using System.Diagnostics;
using System.Globalization;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Contracts.Tests.ReadSide;

public class MountReadTests : ReadSideContract
{
    protected override async Task<IReadableTree> OpenAsync()
    {
        var program = Path.Combine(Fixture.BinFolder, "cvmfs2");
        Assert.SkipUnless(File.Exists(program), $"'{program}' is not built: ./build.sh --target=Build, or name the folder in CERNVM_BIN");
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists("/dev/fuse"), "mounting needs root and /dev/fuse");
        var folder = Directory.CreateTempSubdirectory("cvmfs-contract-").FullName;
        var place = Directory.CreateDirectory(Path.Combine(folder, "mnt")).FullName;
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "config"),
            [
                $"CVMFS_SERVER_URL=file://{Fixture.Storage}", "CVMFS_HTTP_PROXY=DIRECT", $"CVMFS_PUBLIC_KEY={Fixture.PublicKey}", $"CVMFS_CACHE_BASE={folder}/cache",
                "CVMFS_CLAIM_OWNERSHIP=no", $"CVMFS_USYSLOG={folder}/log",
            ]);
        await RunAsync(program, "-o", $"config={folder}/config", Fixture.Fqrn, place);
        return new DirectoryTree(place, () => EndAsync(folder, place));
    }

    // The process writes to its cache until its end.
    private static async ValueTask EndAsync(string folder, string place)
    {
        using var client = Process.GetProcessById(ProcessOf(place));
        await RunAsync("umount", place);
        await client.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
    }

    private static int ProcessOf(string place)
    {
        Span<byte> value = stackalloc byte[16];
        using var directory = DirectoryHandle.Open(place).OrThrow($"open {place}");
        var length = directory.GetAttribute("."u8, "user.pid"u8, value).OrThrow("ask for user.pid");
        return int.Parse(value[..length], CultureInfo.InvariantCulture);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
