namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Parameters as lines that a shell can evaluate, in the original's format.</summary>
public static class ShellQuoting
{
    private const string Harmless = "/:._-,";

    /// <summary><c>KEY=value    # from FILE</c>.</summary>
    public static string Line(ConfigurationValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return $"{value.Key}={Quote(value.Value)}    # from {value.File}";
    }

    /// <summary>The text between single quotes, unless it has nothing that a shell could see.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.All(c => char.IsAsciiLetterOrDigit(c) || Harmless.Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
