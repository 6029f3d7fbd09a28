using System.Buffers;
using System.Text;

namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>Evaluates the right side of one assignment as a POSIX shell does, as far as no shell is needed for it (POSIX.1 XCU 2.2, 2.6.2).</summary>
internal ref struct ShellWordReader(ConfigurationSet set, ReadOnlySpan<char> text)
{
    // Variables that a shell has without anybody setting them.
    private static readonly HashSet<string> OfTheShell = ["PWD", "OLDPWD", "PPID", "IFS", "OPTIND", "LINENO", "RANDOM", "SECONDS", "UID", "EUID", "HOSTNAME"];

    // What makes the word behind ":-" more than text.
    private static readonly SearchValues<char> Structure = SearchValues.Create("$`'\"\\~{ \t");

    private readonly ReadOnlySpan<char> _text = text;
    private readonly StringBuilder _value = new();
    private int _at;

    /// <summary>Why there is no value, as the end of a sentence.</summary>
    public string? Error { get; private set; }

    /// <summary>The value, or null and <see cref="Error"/>.</summary>
    public string? Read()
    {
        while (_at < _text.Length && Error is null)
        {
            var c = _text[_at++];
            if (c == '\'')
                ReadSingleQuoted();
            else if (c == '"')
                ReadDoubleQuoted();
            else if (char.IsWhiteSpace(c) || (c == ';' && Rest is [] or ['#', ..]))
                return ReadEnd();
            else if (c is ';' or '|' or '&' or '<' or '>' or '(' or ')')
                Error = $"has an unquoted '{c}', where a shell would end it; put the whole value between quotes";
            else if (c == '~' && (_at == 1 || _text[_at - 2] == ':'))
                Error = "starts with '~', which only a shell can evaluate; write the folder's name";
            else if (c != '\\')
                ReadPlain(c);
            else if (_at < _text.Length)
                _value.Append(_text[_at++]);
            else
                Error = "continues on the next line; put it on one line";
        }

        return Error is null ? _value.ToString() : null;
    }

    private readonly ReadOnlySpan<char> Rest => _text[_at..].TrimStart();

    private string? ReadEnd()
    {
        if (Rest is [] or ['#', ..] or [';'])
            return _value.ToString();
        Error = $"is followed by '{Rest}'; put values with blanks between quotes, and one assignment on a line";
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
            Error = "runs a command, which only a shell can evaluate; write the result instead";
        else if (c == '$')
            ReadVariable();
        else
            _value.Append(c);
    }

    private void ReadVariable()
    {
        var braced = _at < _text.Length && _text[_at] == '{';
        var start = braced ? _at + 1 : _at;
        var length = ConfigurationParser.NameLength(_text[start..]);
        if (length == 0 && !braced && (start == _text.Length || !IsSpecial(_text[start])))
        {
            _value.Append('$');
            return;
        }

        var name = _text.Slice(start, length).ToString();
        if (length == 0 || OfTheShell.Contains(name))
        {
            Error = $"uses ${_text[_at..]}, which only a shell can evaluate";
            return;
        }

        _at = start + length;
        var found = set.Lookup(name);
        if (braced)
            ReadOperation(name, found);
        else
            _value.Append(found);
    }

    private static bool IsSpecial(char c) => char.IsAsciiDigit(c) || c is '@' or '*' or '#' or '?' or '-' or '$' or '!' or '\'' or '"';

    private void ReadOperation(string name, string? found)
    {
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
        else if (operation.StartsWith(":-") && !operation.ContainsAny(Structure))
            _value.Append(string.IsNullOrEmpty(found) ? operation[2..].ToString() : found);
        else
            Error = $"uses ${{{name}{operation}}}; without a shell only ${{{name}}} and ${{{name}:-default}} are understood";
    }
}
