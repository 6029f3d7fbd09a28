namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>
/// Reads files into one set, each as a POSIX shell would source it, with what the earlier ones set as its environment. The plain parser reads
/// what it can; a file with anything else is evaluated by <c>/bin/sh</c> as a whole.
/// </summary>
internal sealed class ConfigurationReader(ConfigurationSet set, bool plain)
{
    /// <summary>Reads a file. One that cannot be read, or is none, is a problem of the set.</summary>
    public void Read(string file)
    {
        try
        {
            // Not by its length alone: devices and pipes have none.
            using var stream = new StreamReader(file);
            var buffer = new char[ConfigurationFiles.MaxFileSize + 1];
            var length = stream.ReadBlock(buffer);
            var text = new string(buffer, 0, length);
            if (length > ConfigurationFiles.MaxFileSize)
                set.Report(new("CFG001", file, 0, $"The file is larger than {ConfigurationFiles.MaxFileSize} bytes; this is no configuration file."));
            else if (text.Contains('\0', StringComparison.Ordinal))
                set.Report(new("CFG007", file, 0, "The file has zero bytes; this is no configuration file."));
            else
                Evaluate(Path.GetFullPath(file), text);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            set.Report(new("CFG002", file, 0, $"The file cannot be read: {failed.Message} Check the name and its permissions."));
        }
    }

    private void Evaluate(string file, string text)
    {
        if (plain)
        {
            PlainOptionsParser.Parse(set, file, text);
            return;
        }

        var parsed = new ConfigurationSet(set.Repository, set);
        ConfigurationParser.Parse(parsed, file, text);
        if (parsed.Problems.Count == 0)
            set.Merge(parsed);
        else if (File.Exists(ShellProcess.Path))
            Ask(file, text);
        else
            ReportMissingShell(parsed.Problems);
    }

    private void ReportMissingShell(IReadOnlyList<ConfigurationProblem> problems)
    {
        foreach (var problem in problems)
            set.Report(problem with { Message = $"{problem.Message} A shell could perhaps evaluate it, but there is no {ShellProcess.Path} here." });
    }

    private void Ask(string file, string text)
    {
        var assigned = ShellScript.Assigned(text);
        var environment = Environment();
        if (ShellScript.Text(assigned.Keys.Union(KnownParameters.Names)) is not { } script)
        {
            set.Report(new("CFG008", file, 0, "The file assigns too many variables; this is no configuration file."));
            return;
        }

        var (output, errors) = ShellProcess.Run(script, [file, Path.GetDirectoryName(file) ?? "/"], environment, ShellProcess.TimeLimit);
        if (output is null)
        {
            set.Report(new("CFG006", file, 0, $"{ShellProcess.Path} did not come to the file's end within {ShellProcess.TimeLimit.TotalSeconds:0} s; a command in it hangs."));
            return;
        }

        var (values, code, isDone) = ShellScript.Answer(output);
        var said = errors.Split('\n', 2)[0].Trim();
        if (code is null || (!isDone && code != 0))
            set.Report(new("CFG005", file, 0, $"{ShellProcess.Path} gave the file up: {(said.Length > 0 ? said : $"exit {code}")}"));
        else if (said.Length > 0)
            set.Report(new("CFG009", file, 0, $"{ShellProcess.Path} says: {said}", IsWarning: true));
        foreach (var (name, value) in values)
        {
            if (assigned.TryGetValue(name, out var line) || value != (environment.GetValueOrDefault(name) ?? System.Environment.GetEnvironmentVariable(name)))
                set.Set(name, value, file, line);
        }
    }

    private Dictionary<string, string> Environment()
    {
        var variables = set.Values.ToDictionary(value => value.Key, value => ConfigurationSet.Expand(value.Value, set.Repository));
        if (set.Repository != default)
            variables[ConfigurationSet.RepositoryVariable] = set.Repository.ToString();
        return variables;
    }
}
