using CernVM.Cvmfs.Mount;

namespace CernVM.Cvmfs.Tools;

/// <summary>Chooses the command: by the name of the link that was called, else by the first argument.</summary>
internal static class Dispatcher
{
    private const int UsageError = 2;

    public static Task<int> RunAsync(string calledAs, string[] arguments, CancellationToken cancel)
    {
        if (AppletTable.Find(calledAs) is { } byName)
            return byName.RunAsync(arguments, cancel);
        if (arguments.Length == 0 || arguments[0] is "-h" or "--help" or "help")
        {
            PrintHelp(arguments.Length == 0 ? Console.Error : Console.Out);
            return Task.FromResult(arguments.Length == 0 ? UsageError : 0);
        }
        if (arguments[0] is "-V" or "--version")
        {
            Console.Out.WriteLine(ProductVersion.Line);
            return Task.FromResult(0);
        }
        if (AppletTable.Find(arguments[0]) is { } byArgument)
            return byArgument.RunAsync(arguments[1..], cancel);

        Console.Error.WriteLine(
            $"cvmfs: there is no command '{arguments[0]}'; the commands are {string.Join(", ", AppletTable.All.Select(a => a.Name))}. " +
            "'cvmfs --help' says what each does.");
        return Task.FromResult(UsageError);
    }

    private static void PrintHelp(TextWriter output)
    {
        output.WriteLine("CernVM-FS: one executable, started under the name of one of its commands (links) or with the name as first argument.");
        output.WriteLine();
        foreach (var applet in AppletTable.All)
            output.WriteLine($"  {applet.Name,-14} {applet.Summary}");
        output.WriteLine();
        output.WriteLine("Each command explains itself: cvmfs COMMAND --help");
    }
}
