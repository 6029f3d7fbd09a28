using System.Text;

namespace CernVM.Bootloader.Agent.CommandLine;

/// <summary>
/// The kernel's command line split into words, as the kernel does it (Documentation/admin-guide/kernel-parameters.rst):
/// words are separated by blanks, double quotes keep blanks together, and a later key wins.
/// </summary>
internal sealed class KernelCommandLine
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    private KernelCommandLine(IEnumerable<string> words)
    {
        foreach (string word in words)
        {
            int equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                _values[word] = null;
            else
                _values[word[..equals]] = word[(equals + 1)..];
        }
    }

    /// <summary>Splits <paramref name="text"/>; no text is malformed.</summary>
    public static KernelCommandLine Parse(string text) => new(Split(text));

    /// <summary>Whether the key stands there, with or without a value.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>The value of the key; null when it is missing, bare or empty.</summary>
    public string? Value(string key) => _values.TryGetValue(key, out string? value) && !string.IsNullOrEmpty(value) ? value : null;

    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        bool quoted = false;
        foreach (char c in text)
        {
            if (c == '"')
                quoted = !quoted;
            else if (char.IsWhiteSpace(c) && !quoted)
            {
                if (word.Length > 0)
                    yield return word.ToString();
                word.Clear();
            }
            else
                word.Append(c);
        }

        if (word.Length > 0)
            yield return word.ToString();
    }
}
