using CliWrap;
using CliWrap.Buffered;

namespace CernVM.Functional.Tools.Tests.Library;

/// <summary>The example of the library, as the solution's build left it.</summary>
internal static class ExampleProgram
{
    public static string Root { get; } = FindRoot();

    public static Command Command(params string[] arguments)
    {
        var built = Directory.GetFiles(Path.Combine(Root, "examples/read-a-repository"), "ReadARepository.dll", SearchOption.AllDirectories)
            .Where(file => file.Contains("/bin/", StringComparison.Ordinal)).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
        Assert.SkipWhen(built is null, "examples/read-a-repository is not built: dotnet build CernVM.sln");
        return Cli.Wrap("dotnet").WithArguments([built!, .. arguments]).WithValidation(CommandResultValidation.None);
    }

    public static async Task<string> RunAsync(params string[] arguments)
    {
        var result = await Command(arguments).ExecuteBufferedAsync();
        Assert.True(result.ExitCode == 0, $"{result.ExitCode}: {result.StandardError}");
        return result.StandardOutput;
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "CernVM.sln")))
                return folder;
        }
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds CernVM.sln.");
    }
}
