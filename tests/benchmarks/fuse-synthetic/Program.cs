using System.Diagnostics;
using CernVM.Benchmarks.FuseSynthetic;
using CernVM.Cvmfs.Fuse.FunctionalTests;
using CernVM.Cvmfs.Fuse.Session;
using CernVM.Cvmfs.Linux.Mounts;

const int Folders = 100;
const int FilesPerFolder = 380;
const int ContentLength = 256 * 1024 * 1024;

var folder = Directory.CreateTempSubdirectory("fuse-benchmark").FullName;
var target = Path.Combine(folder, "fuse");
var plain = Path.Combine(folder, "plain");
var memory = Path.Combine(folder, "tmpfs");
var contentPath = Path.Combine(folder, "content");
foreach (var place in (string[])[target, plain, memory])
    Directory.CreateDirectory(place);
FileSystemMounts.Attach("benchmark", memory, "tmpfs").OrThrow($"mount tmpfs on {memory}");
try
{
    Measure.MakeContent(contentPath, ContentLength);
    Measure.MakeTree(plain, Folders, FilesPerFolder);
    Measure.MakeTree(memory, Folders, FilesPerFolder);
    Measure.Report("walk, folder's file system, warm", Measure.Best(() => Measure.Walk(plain)));
    Measure.Report("walk, tmpfs", Measure.Best(() => Measure.Walk(memory)));
    Measure.Report("read 256 MiB, folder's file system, cached", Measure.Best(() => Measure.Read(contentPath)));
    Fuse(passThrough: false);
    Fuse(passThrough: true);
}
finally
{
    _ = FileSystemMounts.Detach(memory, UnmountFlags.Detach);
    Directory.Delete(folder, recursive: true);
}

void Fuse(bool passThrough)
{
    using var content = File.OpenHandle(contentPath);
    var files = new SyntheticFileSystem(Folders, FilesPerFolder, content, ContentLength) { UsesPassThrough = passThrough };
    using var session = FuseSession.Mount(files, target, new FuseMountOptions { Source = "benchmark" });
    session.Start();
    var label = passThrough ? "FUSE with passthrough" : "FUSE";
    Measure.Report($"walk, {label}, cold", Measure.Once(() => Measure.Walk(target)));
    Measure.Report($"walk, {label}, warm", Measure.Best(() => Measure.Walk(target)));
    var file = Path.Combine(target, SyntheticFileSystem.FolderName(0), SyntheticFileSystem.FileName(0));
    Measure.Report($"read 256 MiB, {label}, first", Measure.Once(() => Measure.Read(file)));
    Measure.Report($"read 256 MiB, {label}, again", Measure.Best(() => Measure.Read(file)));
    Console.WriteLine($"{"memory of this process",-48} {Process.GetCurrentProcess().WorkingSet64 / 1048576.0,8:f1} MiB");
}
