using System.CommandLine;
using System.Globalization;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary><c>stat</c>: the counters of a mount in one line, with the columns of the original.</summary>
internal static class StatCommand
{
    private static readonly (string Header, string Attribute)[] Columns =
    [
        ("VERSION", "user.version"), ("PID", "user.pid"), ("UPTIME(M)", "user.uptime"), ("MEM(K)", ""), ("REVISION", "user.revision"),
        ("EXPIRES(M)", "user.expires"), ("NOCATALOGS", "user.nclg"), ("CACHEUSE(K)", ""), ("CACHEMAX(K)", ""), ("NOFDUSE", "user.usedfd"),
        ("NOFDMAX", "user.maxfd"), ("NOIOERR", "user.nioerr"), ("NOOPEN", "user.nopen"), ("HITRATE(%)", "user.hitrate"), ("RX(K)", "user.rx"),
        ("SPEED(K/S)", "user.speed"), ("HOST", "user.host"), ("PROXY", "user.proxy"), ("ONLINE", ""),
    ];

    public static Command Create()
    {
        var verbose = new Option<bool>("-v") { Description = "One line a counter." };
        var names = new Argument<string[]>("repository") { Arity = ArgumentArity.ZeroOrMore, Description = "Repositories; all mounted ones when none is named." };
        var command = new Command("stat", "Print the counters of mounted repositories.") { verbose, names };
        command.SetAction(parsed => Run(parsed.GetValue(names) ?? [], parsed.GetValue(verbose)));
        return command;
    }

    private static int Run(string[] names, bool verbose)
    {
        var exit = 0;
        var places = names.Length == 0 ? MountedClients.Places() : [.. ConfiguredRepositories.Of(names).Select(name => MountedClients.PlaceOf(name.ToString()) ?? "")];
        foreach (var place in places)
        {
            if (place.Length == 0)
            {
                Console.Error.WriteLine("cvmfs_config stat: a named repository is not mounted; 'cvmfs_config status' lists what is.");
                exit = 1;
                continue;
            }
            var values = Columns.Select(column => Value(place, column)).ToArray();
            if (verbose)
                PrintLines(place, values);
            else
                Print(place, values);
        }
        return exit;
    }

    private static void Print(string place, string[] values)
    {
        if (MountedClients.Places().Count > 1)
            Console.Out.WriteLine($"\nRunning {MountedClients.Attribute(place, "user.fqrn")} on {place}");
        Console.Out.WriteLine(string.Join(' ', Columns.Select(column => column.Header)));
        Console.Out.WriteLine(string.Join(' ', values));
    }

    private static void PrintLines(string place, string[] values)
    {
        Console.Out.WriteLine($"{MountedClients.Attribute(place, "user.fqrn")} on {place}");
        for (var index = 0; index < values.Length; index++)
            Console.Out.WriteLine($"  {Columns[index].Header,-12} {values[index]}");
    }

    private static string Value(string place, (string Header, string Attribute) column) => column.Header switch
    {
        "MEM(K)" => Memory(MountedClients.Attribute(place, "user.pid")),
        "ONLINE" => MountedClients.Attribute(place, "user.nioerr") == "0" ? "1" : "0",
        "CACHEUSE(K)" => CacheUse(place),
        "CACHEMAX(K)" => Kilobytes(new DriveInfo(place).TotalSize),
        _ => MountedClients.Attribute(place, column.Attribute)?.Split(' ')[0] ?? "n/a",
    };

    private static string CacheUse(string place)
    {
        var drive = new DriveInfo(place);
        return Kilobytes(drive.TotalSize - drive.TotalFreeSpace);
    }

    private static string Kilobytes(long bytes) => (bytes / 1024).ToString(CultureInfo.InvariantCulture);

    private static string Memory(string? pid)
    {
        var file = $"/proc/{pid}/status";
        var line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) : null;
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) ?? "n/a";
    }
}
