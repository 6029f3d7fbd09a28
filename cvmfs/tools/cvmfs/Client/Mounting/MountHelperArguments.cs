namespace CernVM.Cvmfs.Tools.Client.Mounting;

/// <summary>The command line by which mount(8) calls a helper: <c>REPOSITORY DIRECTORY [-sfnvwr] [-N namespace] [-t type] [-o options]</c>.</summary>
/// <param name="Device">Repository as written; of a path, its last part, since some versions of mount make one.</param>
/// <param name="MountPoint">Directory as written.</param>
/// <param name="Options">Mount options of all <c>-o</c>, in order.</param>
/// <param name="IsDryRun">Only say what would be done (<c>-f</c>, "fake").</param>
internal sealed record MountHelperArguments(string Device, string MountPoint, IReadOnlyList<string> Options, bool IsDryRun)
{
    /// <summary>Whether a mounted repository is to get other options.</summary>
    public bool IsRemount => Options.Contains("remount");

    /// <summary>Files of the option <c>config=</c>.</summary>
    public IReadOnlyList<string> ConfigFiles =>
        [.. Options.Where(option => option.StartsWith("config=", StringComparison.Ordinal)).SelectMany(option => option[7..].Split(':', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Reads the arguments; null when they are none that mount gives.</summary>
    public static MountHelperArguments? Parse(IReadOnlyList<string> arguments)
    {
        var operands = new List<string>();
        var options = new List<string>();
        var isDryRun = false;
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            if (argument.Length < 2 || argument[0] != '-')
            {
                operands.Add(argument);
                continue;
            }
            for (var position = 1; position < argument.Length; position++)
            {
                var flag = argument[position];
                if (flag == 'f')
                    isDryRun = true;
                else if (flag is not ('s' or 'n' or 'v' or 'w' or 'r' or 'o' or 'N' or 't'))
                    return null;
                if (flag is not ('o' or 'N' or 't'))
                    continue;
                var isAttached = position + 1 < argument.Length;
                if (!isAttached && ++index == arguments.Count)
                    return null;
                if (flag == 'o')
                    options.AddRange((isAttached ? argument[(position + 1)..] : arguments[index]).Split(',', StringSplitOptions.RemoveEmptyEntries));
                break;
            }
        }
        if (operands.Count != 2)
            return null;
        var device = operands[0].StartsWith('/') ? Path.GetFileName(operands[0]) : operands[0];
        return new MountHelperArguments(device, operands[1], options, isDryRun);
    }
}
