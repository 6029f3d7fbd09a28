using System.Diagnostics;

namespace CernVM.Builder.Tests;

/// <summary>A folder that goes when the test ends, and the programs that judge what is written into it.</summary>
internal sealed class Workspace : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("builder-").FullName;

    /// <summary>Runs a judge; a machine without it skips the test.</summary>
    public static (int Code, string Output) Judge(string program, params string[] arguments)
    {
        var file = new[] { "/usr/bin", "/usr/sbin", "/bin", "/sbin" }.Select(folder => System.IO.Path.Combine(folder, program)).FirstOrDefault(System.IO.File.Exists);
        Assert.SkipWhen(file is null, $"{program} is not installed (build/packages.txt, group test)");
        using var process = Process.Start(new ProcessStartInfo(file!, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    public string File(string name, byte[] content)
    {
        var file = System.IO.Path.Combine(Path, name);
        System.IO.File.WriteAllBytes(file, content);
        return file;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
