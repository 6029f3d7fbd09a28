using System.Diagnostics;
using CernVM.Cvmfs.Fuse.FunctionalTests;

namespace CernVM.Benchmarks.FuseSynthetic;

/// <summary>Runs the standard tools and takes the time; the shortest of a few runs where a warm figure is wanted.</summary>
internal static class Measure
{
    private const int Runs = 5;

    public static void Walk(string folder) => Run("find", folder, "-printf", "%s %T@\\n");

    public static void Read(string file) => Run("dd", $"if={file}", "of=/dev/null", "bs=1M", "status=none");

    public static TimeSpan Once(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }

    public static TimeSpan Best(Action action) => Enumerable.Range(0, Runs).Select(_ => Once(action)).Min();

    public static void Report(string what, TimeSpan time) => Console.WriteLine($"{what,-48} {time.TotalSeconds,8:f3} s");

    public static void MakeContent(string path, int length)
    {
        using var stream = File.Create(path);
        var block = new byte[1 << 20];
        for (var written = 0; written < length; written += block.Length)
        {
            Random.Shared.NextBytes(block);
            stream.Write(block);
        }
    }

    public static void MakeTree(string folder, int folders, int filesPerFolder)
    {
        for (var number = 0; number < folders; number++)
        {
            var sub = Directory.CreateDirectory(Path.Combine(folder, SyntheticFileSystem.FolderName(number))).FullName;
            for (var file = 0; file < filesPerFolder; file++)
                File.Create(Path.Combine(sub, SyntheticFileSystem.FileName(file))).Dispose();
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" > /dev/null", "sh", program, .. arguments]);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed with {process.ExitCode}.");
    }
}
