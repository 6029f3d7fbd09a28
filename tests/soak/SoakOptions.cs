using System.Globalization;

namespace CernVM.Soak;

/// <summary>How long and how hard.</summary>
internal sealed record SoakOptions
{
    /// <summary>Folder of the executables.</summary>
    public required string Bin { get; init; }

    /// <summary>Folder to work in.</summary>
    public string Work { get; init; } = Path.GetTempPath();

    /// <summary>How long the readers read.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Reading processes, spread over the mounts.</summary>
    public int Processes { get; init; } = 32;

    /// <summary>Time between two revisions.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Of every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Reads <c>--name=value</c> arguments.</summary>
    /// <exception cref="ArgumentException">An argument is unknown or has no number.</exception>
    public static SoakOptions Parse(string[] arguments)
    {
        var options = new SoakOptions { Bin = Path.Combine(Environment.CurrentDirectory, "artifacts", "bin") };
        foreach (var argument in arguments)
        {
            options = argument.Split('=', 2) switch
            {
                ["--bin", var value] => options with { Bin = Path.GetFullPath(value) },
                ["--work", var value] => options with { Work = Path.GetFullPath(value) },
                ["--minutes", var value] => options with { Duration = TimeSpan.FromMinutes(Number(argument, value)) },
                ["--processes", var value] => options with { Processes = (int)Number(argument, value) },
                ["--interval", var value] => options with { Interval = TimeSpan.FromSeconds(Number(argument, value)) },
                ["--seed", var value] => options with { Seed = (int)Number(argument, value) },
                _ => throw new ArgumentException($"'{argument}' is not understood. Known: --bin=DIR --work=DIR --minutes=N --processes=N --interval=SECONDS --seed=N"),
            };
        }

        return options;
    }

    private static double Number(string argument, string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0
        ? value
        : throw new ArgumentException($"'{argument}' needs a number above 0");
}
