namespace CernVM.Contexts.Model.MicroContexts;

/// <summary>Takes the quotes off a value the way a shell would, and nothing else: no expansion, no command, no concatenation.</summary>
internal static class MicroContextValue
{
    /// <summary>The value, or null with the reason why the quoting is wrong.</summary>
    public static string? Unquote(string raw, out string? problem)
    {
        problem = null;
        var text = raw.Trim();
        if (text.Length == 0 || text[0] is not ('"' or '\''))
            return text;
        var close = ClosingQuote(text);
        if (close < 0)
            problem = $"the quote {text[0]} is not closed";
        else if (close != text.Length - 1)
            problem = "there is text after the closing quote";
        if (problem is not null)
            return null;
        var inner = text[1..^1];
        return text[0] == '"' ? Unescape(inner) : inner;
    }

    private static int ClosingQuote(string text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[0] == '"' && text[i] == '\\')
                i++;
            else if (text[i] == text[0])
                return i;
        }

        return -1;
    }

    private static string Unescape(string inner)
    {
        var result = new System.Text.StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '\\' && i + 1 < inner.Length && inner[i + 1] is ('"' or '\\' or '$' or '`'))
                i++;
            result.Append(inner[i]);
        }

        return result.ToString();
    }
}
