using System.Text;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>
/// Reads assignments as people write them for the shell: <c>KEY=value</c>, <c>export KEY=value</c>, quotes, backslash, <c>${KEY}</c>,
/// <c>${KEY:-default}</c>, comments. What only a shell can evaluate is reported, not guessed.
/// </summary>
public static class ConfigurationParser
{
    /// <summary>Parses text as the content of <paramref name="file"/>; values may refer to parameters that the set has already, then to the environment.</summary>
    public static void Parse(ConfigurationSet set, string file, string text, bool plain = false)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(text);
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var rest = line.Trim();
            if (rest.IsEmpty || rest[0] == '#')
                continue;
            if (rest.StartsWith("export") && rest.Length > 6 && char.IsWhiteSpace(rest[6]))
                rest = rest[6..].TrimStart();
            ParseStatement(set, file, number, rest, plain);
        }
    }

    private static void ParseStatement(ConfigurationSet set, string file, int line, ReadOnlySpan<char> statement, bool plain)
    {
        var length = NameLength(statement);
        if (length > 0 && length == statement.Length)
            return; // "export KEY" alone: everything is exported anyway.
        if (length == 0 || statement[length] != '=')
        {
            set.Report(new("CFG003", file, line, $"'{statement}' is no assignment. Write KEY=value; shell commands are not evaluated here."));
            return;
        }

        var key = statement[..length].ToString();
        var reader = new ValueReader(set, statement[(length + 1)..], plain);
        if (reader.Read() is { } value)
            set.Set(key, value, file, line);
        else
            set.Report(new("CFG004", file, line, $"The value of {key} {reader.Error}."));
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetter(text[length]) || text[length] == '_' || (length > 0 && char.IsAsciiDigit(text[length]))))
            length++;
        return length;
    }

    private ref struct ValueReader(ConfigurationSet set, ReadOnlySpan<char> text, bool plain)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private readonly StringBuilder _value = new();
        private int _at;

        public string? Error { get; private set; }

        public string? Read()
        {
            while (_at < _text.Length && Error is null)
            {
                var c = _text[_at++];
                if (c == '\'')
                    ReadSingleQuoted();
                else if (c == '"')
                    ReadDoubleQuoted();
                else if (char.IsWhiteSpace(c) && (!plain || _text[_at..].TrimStart() is [] or ['#', ..]))
                    return ReadEnd();
                else if (!plain && c == ';' && _text[_at..].TrimStart() is [] or ['#', ..])
                    return ReadEnd();
                else if (!plain && c is ';' or '|' or '&' or '<' or '>' or '(' or ')')
                    Error = $"has an unquoted '{c}', where a shell would end it; put the whole value between quotes";
                else if (c == '\\' && _at < _text.Length)
                    _value.Append(_text[_at++]);
                else
                    ReadPlain(c);
            }

            return Error is null ? _value.ToString() : null;
        }

        private string? ReadEnd()
        {
            if (_text[_at..].TrimStart() is [] or ['#', ..] or [';'])
                return _value.ToString();
            Error = $"is followed by '{_text[_at..].TrimStart()}'; put values with blanks between quotes, and one assignment on a line";
            return null;
        }

        private void ReadSingleQuoted()
        {
            var end = _text[_at..].IndexOf('\'');
            if (end < 0)
            {
                Error = "has no closing '";
                return;
            }

            _value.Append(_text.Slice(_at, end));
            _at += end + 1;
        }

        private void ReadDoubleQuoted()
        {
            while (_at < _text.Length && Error is null)
            {
                var c = _text[_at++];
                if (c == '"')
                    return;
                if (c == '\\' && _at < _text.Length && _text[_at] is '"' or '\\' or '$' or '`')
                    _value.Append(_text[_at++]);
                else
                    ReadPlain(c);
            }

            Error ??= "has no closing \"";
        }

        private void ReadPlain(char c)
        {
            if (c == '`' || (c == '$' && _at < _text.Length && _text[_at] == '('))
                Error = "runs a command; only a shell can evaluate that, write the result instead";
            else if (c == '$')
                ReadVariable();
            else
                _value.Append(c);
        }

        private void ReadVariable()
        {
            var braced = _at < _text.Length && _text[_at] == '{';
            var start = braced ? _at + 1 : _at;
            var length = NameLength(_text[start..]);
            if (length == 0)
            {
                _value.Append('$');
                return;
            }

            var name = _text.Slice(start, length).ToString();
            var found = set.Find(name)?.Value ?? Environment.GetEnvironmentVariable(name);
            _at = start + length;
            if (!braced)
            {
                _value.Append(found);
                return;
            }

            var end = _text[_at..].IndexOf('}');
            if (end < 0)
            {
                Error = $"has no closing brace after ${{{name}";
                return;
            }

            var operation = _text.Slice(_at, end);
            _at += end + 1;
            if (operation.IsEmpty)
                _value.Append(found);
            else if (operation.StartsWith(":-"))
                _value.Append(string.IsNullOrEmpty(found) ? operation[2..].ToString() : found);
            else
                Error = $"uses ${{{name}{operation}}}; only ${{{name}}} and ${{{name}:-default}} are understood";
        }
    }
}
