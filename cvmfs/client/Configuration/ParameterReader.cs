using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Typed access to a set of parameters; what does not fit its type is reported and replaced by the default, so that all mistakes are found.</summary>
internal sealed class ParameterReader(ConfigurationSet set, List<ConfigurationProblem> problems)
{
    /// <summary>The value, or null when it is not set or empty.</summary>
    public string? Text(string key) => set.Find(key) is { Value.Length: > 0 } value ? value.Value : null;

    /// <summary>Booleans as formats §11.1 says.</summary>
    public bool Flag(string key, bool otherwise) => ParseFlag(Text(key)) ?? (Text(key) is null ? otherwise : Wrong(key, "yes/on/1/true or no/off/0/false", otherwise));

    /// <summary>A whole number within bounds.</summary>
    public long Number(string key, long otherwise, long least = 0, long most = int.MaxValue)
    {
        if (Text(key) is not { } text)
            return otherwise;
        return long.TryParse(text, out var number) && number >= least && number <= most
            ? number
            : Wrong(key, $"a whole number from {least} to {most}", otherwise);
    }

    /// <summary>A time given in whole seconds; one that is longer than <see cref="NetworkTimeouts.Longest"/> counts as that.</summary>
    public TimeSpan Seconds(string key, long otherwise) => NetworkTimeouts.Limit(TimeSpan.FromSeconds(Number(key, otherwise)));

    /// <summary>Reports the value of a parameter as wrong and returns the default.</summary>
    public T Wrong<T>(string key, string expected, T otherwise)
    {
        var value = set.Find(key);
        problems.Add(new("CFG010", value?.File, value?.Line ?? 0, $"{key}='{value?.Value}' is wrong: expected {expected}."));
        return otherwise;
    }

    /// <summary>Reports something about a parameter that does not prevent a start, as a sentence without its subject.</summary>
    public void Warn(string key, string what)
    {
        var value = set.Find(key);
        problems.Add(new("CFG022", value?.File, value?.Line ?? 0, $"{key} {what}.", IsWarning: true));
    }

    /// <summary>Reports a parameter that must be set.</summary>
    public void Missing(string key, string cure) => problems.Add(new("CFG011", null, 0, $"{key} is not set; {cure}."));

    /// <summary>True, false, or null for anything else.</summary>
    public static bool? ParseFlag(string? text) => text?.ToUpperInvariant() switch
    {
        "YES" or "ON" or "1" or "TRUE" => true,
        "NO" or "OFF" or "0" or "FALSE" => false,
        _ => null,
    };
}
