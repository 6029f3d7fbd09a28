using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>The parameters that a list of files sets, the last assignment of each, with its origin, and what was wrong in the files.</summary>
public sealed class ConfigurationSet
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, ConfigurationValue> _values = new(StringComparer.Ordinal);
    private readonly List<ConfigurationProblem> _problems = [];

    /// <summary>All parameters in order of their first appearance.</summary>
    public IEnumerable<ConfigurationValue> Values => _order.Select(key => _values[key]);

    /// <summary>Mistakes in the files.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems => _problems;

    /// <summary>The parameter, or null when no file sets it.</summary>
    public ConfigurationValue? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>Sets a parameter, replacing an earlier value.</summary>
    public void Set(string key, string value, string file, int line)
    {
        if (_values.TryAdd(key, new ConfigurationValue(key, value, file, line)))
            _order.Add(key);
        else
            _values[key] = new ConfigurationValue(key, value, file, line);
    }

    /// <summary>Records a mistake.</summary>
    public void Report(ConfigurationProblem problem) => _problems.Add(problem);

    /// <summary>Replaces <c>@fqrn@</c> and <c>@org@</c> (first label) in all values (formats §11.1).</summary>
    public void ExpandTemplates(RepositoryName repository)
    {
        var name = repository.ToString();
        var organisation = name.Split('.', 2)[0];
        foreach (var key in _order)
        {
            var value = _values[key];
            if (value.Value.Contains('@', StringComparison.Ordinal))
                _values[key] = value with { Value = value.Value.Replace("@fqrn@", name, StringComparison.Ordinal).Replace("@org@", organisation, StringComparison.Ordinal) };
        }
    }
}
