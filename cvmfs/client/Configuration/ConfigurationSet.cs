using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>The parameters that a list of files sets, the last assignment of each, with its origin, and what was wrong in the files.</summary>
/// <param name="repository">Value of <c>CVMFS_FQRN</c> in expressions; the default value for none.</param>
/// <param name="parent">Where expressions find what this set does not have, or null.</param>
public sealed class ConfigurationSet(RepositoryName repository = default, ConfigurationSet? parent = null)
{
    /// <summary>The variable that tells shell code in files which repository is meant.</summary>
    public const string RepositoryVariable = "CVMFS_FQRN";

    private readonly List<string> _order = [];
    private readonly Dictionary<string, ConfigurationValue> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _frozen = new(StringComparer.Ordinal);
    private readonly List<ConfigurationProblem> _problems = [];

    /// <summary>The repository that the set is for; the default value for none.</summary>
    public RepositoryName Repository { get; } = repository;

    /// <summary>All parameters in order of their first appearance.</summary>
    public IEnumerable<ConfigurationValue> Values => _order.Select(key => _values[key]);

    /// <summary>Mistakes in the files.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems => _problems;

    /// <summary>The parameter, or null when no file sets it.</summary>
    public ConfigurationValue? Find(string key) => _values.GetValueOrDefault(key) ?? parent?.Find(key);

    /// <summary>The value of a variable in an expression: of a file, else of the process's environment; null when there is none.</summary>
    public string? Lookup(string name) =>
        Find(name)?.Value ?? (name == RepositoryVariable && Repository != default ? Repository.ToString() : Environment.GetEnvironmentVariable(name));

    /// <summary>Sets a parameter, replacing an earlier value, unless it is frozen.</summary>
    public void Set(string key, string value, string file, int line)
    {
        if (_frozen.Contains(key))
        {
            if (value != (Find(key)?.Value ?? ""))
                Report(new("CFG033", file, line, $"{key}='{value}' comes too late and is ignored; set it in default.conf or default.d/*.conf.", IsWarning: true));
            return;
        }

        if (_values.TryAdd(key, new ConfigurationValue(key, value, file, line)))
            _order.Add(key);
        else
            _values[key] = new ConfigurationValue(key, value, file, line);
    }

    /// <summary>From here on the parameter keeps what it has, or stays unset.</summary>
    public void Freeze(string key) => _frozen.Add(key);

    /// <summary>Takes over all parameters of another set.</summary>
    public void Merge(ConfigurationSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var value in other.Values)
            Set(value.Key, value.Value, value.File, value.Line);
        _problems.AddRange(other.Problems);
    }

    /// <summary>Records a mistake.</summary>
    public void Report(ConfigurationProblem problem) => _problems.Add(problem);

    /// <summary>Replaces <c>@fqrn@</c> and <c>@org@</c> (first label) in all values (formats §11.1).</summary>
    public void ExpandTemplates(RepositoryName name)
    {
        foreach (var key in _order)
            _values[key] = _values[key] with { Value = Expand(_values[key].Value, name) };
    }

    /// <summary>Replaces <c>@fqrn@</c> and <c>@org@</c> in one value; other names between two <c>@</c> stay.</summary>
    public static string Expand(string value, RepositoryName name)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (name == default || !value.Contains('@', StringComparison.Ordinal))
            return value;
        var text = name.ToString();
        return value.Replace("@fqrn@", text, StringComparison.Ordinal).Replace("@org@", text.Split('.', 2)[0], StringComparison.Ordinal);
    }
}
