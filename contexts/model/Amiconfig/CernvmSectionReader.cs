using CernVM.Contexts.Model.Accounts;
using CernVM.Contexts.Model.CloudConfigs;
using CernVM.Contexts.Model.Diagnostics;

namespace CernVM.Contexts.Model.Amiconfig;

/// <summary>Understands the <c>[cernvm]</c> section.</summary>
internal sealed class CernvmSectionReader(AmiconfigSection section, string file, DiagnosticBag diagnostics)
{
    private static readonly HashSet<string> NotDone = new(StringComparer.Ordinal)
    {
        "group_profile", "entitlement_key", "organisations", "extra_repositories", "griduiversion", "edition", "startxdm", "auto_login", "screenres", "keyboard",
        "contextualization_key", "swap_size", "desktop_icons", "x509-user", "x509-cert-file", "x509-cert", "eos-user", "eos-server", "eos-x509-cert",
        "eos-readaheadsize", "eos-readcachesize", "config_url",
    };

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public CernvmSection Read()
    {
        var result = new CernvmSection
        {
            Users = [.. List("users", "user:group:password, separated by commas", ReadUser)],
            Shell = Single("shell", v => AccountNames.IsPath(v) ? v : null, "an absolute path"),
            Repositories = [.. List("repositories", "repository names separated by commas", v => Fits(v, IsRepository))],
            Proxy = Single("proxy", v => v.Any(c => char.IsControl(c) || c is '\'' or '"' or '$' or '`' or '\\') ? null : v, "a proxy string such as http://squid.example.org:3128;DIRECT"),
            Services = [.. List("services", "names of services separated by commas", v => Fits(v, IsUnit))],
            Environment = [.. List("environment", "NAME=value, separated by commas", ReadVariable).Select(v => v!.Value)],
            Command = Single("contextualization_command", ReadCommand, "user:command"),
        };
        foreach (var entry in section.Entries.Where(e => !_known.Contains(e.Key)))
            Warn(entry);
        return result;
    }

    private IEnumerable<T> List<T>(string key, string expected, Func<string, T?> read)
    {
        _known.Add(key);
        if (section.Entries.LastOrDefault(e => e.Key == key) is not { } entry)
            yield break;
        foreach (var item in entry.Value.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (read(item) is { } value)
                yield return value;
            else
                Expected(entry, expected);
        }
    }

    private T? Single<T>(string key, Func<string, T?> read, string expected)
        where T : class
    {
        _known.Add(key);
        if (section.Entries.LastOrDefault(e => e.Key == key) is not { Value.Length: > 0 } entry)
            return null;
        var value = read(entry.Value);
        if (value is null)
            Expected(entry, expected);
        return value;
    }

    // Values are not shown: the list of users holds passwords.
    private void Expected(AmiconfigEntry entry, string expected) =>
        diagnostics.Error("AM003", new SourceText(file, ""), entry.Line, entry.Column, $"'{entry.Key}' of [cernvm] does not fit: expected {expected}.");

    private void Warn(AmiconfigEntry entry)
    {
        var message = NotDone.Contains(entry.Key)
            ? $"'{entry.Key}' of [cernvm] has no meaning in a flavour of today and is ignored."
            : $"the key {Quoted.Text(entry.Key)} of [cernvm] is not known and is ignored.{Suggestion.For(entry.Key, _known.Concat(NotDone))}";
        diagnostics.Warning("AM004", new SourceText(file, ""), entry.Line, 1, message);
    }

    private static CernvmUser? ReadUser(string text)
    {
        if (text.Split(':', 3) is not [var name, var group, ..] parts || !AccountNames.IsName(name) || !AccountNames.IsName(group))
            return null;
        var password = parts.Length == 3 && parts[2].Length > 0
            ? new PasswordChange(name, new Secret(parts[2]), AccountNames.IsPasswordHash(parts[2]))
            : null;
        return new CernvmUser(name, group, password);
    }

    private static CernvmCommand? ReadCommand(string text) =>
        text.Split(':', 2) is [var user, { Length: > 0 } command] && AccountNames.IsName(user) ? new CernvmCommand(user, command) : null;

    private static KeyValuePair<string, string>? ReadVariable(string text) =>
        text.Split('=', 2) is [{ Length: > 0 } name, var value] && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? new(name, value)
            : null;

    private static string? Fits(string text, Func<char, bool> isGood) => text.Length <= 256 && text[0] != '-' && text.All(isGood) ? text : null;

    private static bool IsRepository(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';

    private static bool IsUnit(char c) => IsRepository(c) || c is '@' or ':';
}
