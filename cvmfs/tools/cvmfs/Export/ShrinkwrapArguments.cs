using System.Globalization;

namespace CernVM.Cvmfs.Tools.Export;

/// <summary>The command line of <c>cvmfs_shrinkwrap</c>, with the names and defaults of upstream CernVM-FS.</summary>
internal sealed record ShrinkwrapArguments
{
    private static readonly (char Short, string Long)[] WithValue =
    [
        ('r', "repo"), ('s', "src-type"), ('b', "src-base"), ('c', "src-cache"), ('f', "src-config"), ('d', "dest-type"), ('x', "dest-base"),
        ('y', "dest-cache"), ('z', "dest-config"), ('t', "spec-file"), ('j', "threads"), ('p', "stat-period"),
    ];

    public string Repository { get; init; } = "";

    public string SourceBase { get; init; } = "/cvmfs";

    public string? SourceCache { get; init; }

    public string[] SourceConfiguration { get; init; } = ["cvmfs.conf", "cvmfs.local"];

    public string Base { get; init; } = "/export/cvmfs";

    public string? Data { get; init; }

    public string[] DestinationConfiguration { get; init; } = [];

    public string? Specification { get; init; }

    public int Threads { get; init; } = 2 * Environment.ProcessorCount;

    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    public bool CollectGarbage { get; init; }

    /// <summary>Reads the command line; null with a mistake.</summary>
    public static ShrinkwrapArguments? Parse(string[] arguments, out string mistake)
    {
        var result = new ShrinkwrapArguments();
        mistake = "";
        for (var index = 0; index < arguments.Length; index++)
        {
            var argument = arguments[index];
            if (argument is "-g" or "--gc")
            {
                result = result with { CollectGarbage = true };
                continue;
            }
            if (!TryName(argument, out var option, out var value))
                mistake = $"'{argument}' is no option.";
            else if (value is null && ++index >= arguments.Length)
                mistake = $"the option {argument} needs a value.";
            else if (result.With(option, value ?? arguments[index], out mistake) is { } changed)
                result = changed;
            if (mistake.Length > 0)
                return null;
        }
        if (result.Repository.Length > 0)
            return result;
        mistake = "the option --repo is needed.";
        return null;
    }

    // "-x value", "-xvalue", "--name value", "--name=value".
    private static bool TryName(string argument, out char option, out string? value)
    {
        value = null;
        option = default;
        if (argument.StartsWith("--", StringComparison.Ordinal))
        {
            var parts = argument[2..].Split('=', 2);
            option = Array.Find(WithValue, known => known.Long == parts[0]).Short;
            value = parts.Length == 2 ? parts[1] : null;
        }
        else if (argument.Length >= 2 && argument[0] == '-')
        {
            option = Array.Find(WithValue, known => known.Short == argument[1]).Short;
            value = argument.Length > 2 ? argument[2..] : null;
        }
        return option != default;
    }

    private ShrinkwrapArguments? With(char option, string value, out string mistake)
    {
        mistake = "";
        switch (option)
        {
            case 'r': return this with { Repository = value };
            case 'b': return this with { SourceBase = value };
            case 'c': return this with { SourceCache = value };
            case 'f': return this with { SourceConfiguration = value.Split(':', StringSplitOptions.RemoveEmptyEntries) };
            case 'x': return this with { Base = Path.GetFullPath(value) };
            case 'y': return this with { Data = Path.GetFullPath(value) };
            case 'z': return this with { DestinationConfiguration = value.Split(':', StringSplitOptions.RemoveEmptyEntries) };
            case 't': return this with { Specification = value };
            case 's' when value == "cvmfs":
            case 'd' when value == "posix":
                return this;
            case 's' or 'd':
                mistake = $"'{value}' is not supported: the source is a repository (cvmfs), the destination a directory (posix).";
                return null;
        }
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 1024)
        {
            mistake = $"-{option} '{value}' is no number up to 1024.";
            return null;
        }
        if (option == 'p')
            return this with { Period = TimeSpan.FromSeconds(number) };
        return number == 0 ? this : this with { Threads = number };
    }
}
