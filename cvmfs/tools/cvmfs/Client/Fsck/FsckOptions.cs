using System.Globalization;

namespace CernVM.Cvmfs.Tools.Client.Fsck;

/// <summary>The command line of <c>cvmfs_fsck</c>.</summary>
internal sealed record FsckOptions
{
    public required string Directory { get; init; }

    public bool Verbose { get; init; }

    public bool Fix { get; init; }

    public bool Rebuild { get; init; }

    public bool Json { get; init; }

    public int Threads { get; init; } = 1;

    /// <summary>The options, or null with what is wrong; an empty text stands for a plea for help.</summary>
    public static FsckOptions? Parse(IReadOnlyList<string> arguments, out string problem)
    {
        var options = new FsckOptions { Directory = "" };
        problem = "";
        var index = 0;
        for (; index < arguments.Count && arguments[index].StartsWith('-') && arguments[index] != "--"; index++)
        {
            var argument = arguments[index];
            if (argument is "--json")
            {
                options = options with { Json = true };
                continue;
            }

            for (var letter = 1; letter < argument.Length; letter++)
            {
                switch (argument[letter])
                {
                    case 'v':
                        options = options with { Verbose = true };
                        continue;
                    case 'p':
                        options = options with { Fix = true };
                        continue;
                    case 'f':
                        options = options with { Rebuild = true };
                        continue;
                    case 'j':
                        var number = letter + 1 < argument.Length ? argument[(letter + 1)..] : ++index < arguments.Count ? arguments[index] : "";
                        if (!int.TryParse(number, CultureInfo.InvariantCulture, out var threads) || threads < 1)
                        {
                            problem = "There is at least one worker thread required";
                            return null;
                        }

                        options = options with { Threads = threads };
                        break;
                    case 'h':
                        return null;
                    default:
                        problem = $"cvmfs_fsck: '{argument}' is no option";
                        return null;
                }

                break;
            }
        }

        if (index < arguments.Count && arguments[index] == "--")
            index++;
        if (index < arguments.Count)
            return options with { Directory = arguments[index].Length > 1 ? arguments[index].TrimEnd('/') : arguments[index] };
        problem = "cvmfs_fsck: the cache directory is missing";
        return null;
    }
}
