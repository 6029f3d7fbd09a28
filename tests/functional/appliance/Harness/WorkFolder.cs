using System.Globalization;

namespace CernVM.Functional.Appliance.Tests.Harness;

/// <summary>A folder of its own for a test, in which programs run; it knows what they leave behind.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cernvm-appliance-").FullName;

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(In(name))!);
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public RunningProgram Start(params string[] arguments) => RunningProgram.Start(Products.Cernvm, Path, null, arguments);

    public Task<ProgramResult> CernvmAsync(params string[] arguments) => RunAsync(Products.Cernvm, null, arguments);

    /// <summary>Runs a program of the machine that must succeed.</summary>
    public async Task<string> RequireAsync(string program, params string[] arguments)
    {
        var result = await RunAsync(program, null, arguments);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {result}");
        return result.Output;
    }

    public async Task<ProgramResult> RunAsync(string program, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        await using var running = RunningProgram.Start(program, Path, environment, arguments);
        return await running.EndAsync();
    }

    /// <summary>Waits until the kernel has ended every process that was given a path of this folder.</summary>
    public Task NoProcessesAsync() => Waiting.UntilAsync($"the end of all processes that work in {Path}", () => !Processes().Any());

    public void AssertNoMounts(string folder) =>
        Assert.DoesNotContain(File.ReadLines("/proc/self/mountinfo"), line => line.Split(' ')[4].StartsWith(folder + "/", StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private IEnumerable<int> Processes() =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = System.IO.Path.GetFileName(folder)
        where name.All(char.IsAsciiDigit) && CommandLine(folder).Contains(Path, StringComparison.Ordinal)
        select int.Parse(name, CultureInfo.InvariantCulture);

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(System.IO.Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return string.Empty;
        }
    }
}
