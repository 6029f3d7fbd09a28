using System.Globalization;

namespace CernVM.Benchmarks.Client;

/// <summary>What the caller asked for.</summary>
internal sealed record Options
{
    public const string Help = """
        Measures the client beside plain ext4 and, where its path is given, beside the original cvmfs2. Needs root, FUSE and 6 GB of free disk.

          --bin=DIR        executables under test (default: artifacts/bin of this checkout)
          --original=DIR   folder with the original's cvmfs2 and its libraries
          --only=TEXT      only lines whose name contains one of these texts, separated by commas
          --runs=N         runs of each line; the median counts (default 5)
          --work=DIR       where repository, caches and mounts are made (default: the folder for temporary files)
          --json=FILE      writes every sample
          --list           names the lines
          --relay=PORT,MS  only a relay to PORT of 127.0.0.1 with a round trip of MS milliseconds: prints its own port and serves until it is ended
        """;

    /// <summary>Folder of our executables.</summary>
    public string Bin { get; init; } = "";

    /// <summary>Folder of the original's, or null.</summary>
    public string? Original { get; init; }

    /// <summary>Parts of names of lines; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Samples a line.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>Parent of the folder in which everything is made.</summary>
    public string Work { get; init; } = Path.GetTempPath();

    /// <summary>Report for programs, or null.</summary>
    public string? Json { get; init; }

    /// <summary>Whether only the names of the lines are wanted.</summary>
    public bool IsList { get; init; }

    /// <summary>Port and round trip of a relay that is all that is wanted, or null.</summary>
    public (int Port, TimeSpan RoundTrip)? Relay { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">An option is unknown or its value is not usable; the message says which.</exception>
    public static Options Parse(IEnumerable<string> arguments)
    {
        var options = new Options();
        foreach (var argument in arguments)
        {
            var (name, value) = argument.Split('=', 2) is [var left, var right] ? (left, right) : (argument, "");
            options = name switch
            {
                "--bin" => options with { Bin = Path.GetFullPath(value) },
                "--original" => options with { Original = value.Length == 0 ? null : Path.GetFullPath(value) },
                "--only" => options with { Only = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) },
                "--runs" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var runs) && runs > 0 => options with { Runs = runs },
                "--work" => options with { Work = Path.GetFullPath(value) },
                "--json" => options with { Json = Path.GetFullPath(value) },
                "--list" => options with { IsList = true },
                "--relay" when value.Split(',') is [var port, var time] && ushort.TryParse(port, out var to) && ushort.TryParse(time, out var milliseconds) =>
                    options with { Relay = (to, TimeSpan.FromMilliseconds(milliseconds)) },
                _ => throw new ArgumentException($"'{argument}' is no option of this program.\n\n{Help}"),
            };
        }

        return options.Bin.Length > 0 ? options : options with { Bin = DefaultBin() };
    }

    /// <summary>Whether a line is wanted.</summary>
    public bool Wants(string line) => Only.Count == 0 || Only.Any(part => line.Contains(part, StringComparison.Ordinal));

    private static string DefaultBin()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CernVM.sln")))
                return Path.Combine(folder.FullName, "artifacts", "bin");
        }

        throw new ArgumentException("The executables are not known: this program does not lie in a checkout. Name their folder with --bin=DIR.");
    }
}
