using CernVM.Contexts.Model.Accounts;
using CernVM.Contexts.Model.Diagnostics;
using CernVM.Contexts.Model.Yaml;

namespace CernVM.Contexts.Model.CloudConfigs;

/// <summary>Reads a <c>#cloud-config</c> document; every finding carries its line and column, and all are reported at once.</summary>
public static class CloudConfigReader
{
    /// <summary>What could be understood of the document; findings go to <paramref name="diagnostics"/>.</summary>
    public static CloudConfig Read(SourceText source, DiagnosticBag diagnostics)
    {
        var reading = new YamlReading(source, diagnostics);
        switch (YamlTree.Read(source, diagnostics))
        {
            case null or YamlScalar { IsNull: true }:
                return CloudConfig.Empty;
            case YamlMap map:
                return ReadKeys(new MapReader(reading, map, ""));
            case { } other:
                reading.Error("CC006", other, $"a cloud-config is a mapping of keys such as 'users:', found {other.Kind}.");
                return CloudConfig.Empty;
        }
    }

    private static CloudConfig ReadKeys(MapReader map)
    {
        var config = new CloudConfig
        {
            Users = UserReader.ReadAll(map),
            Groups = GroupReader.ReadAll(map),
            SshAuthorizedKeys = SshKeyReader.Read(map, "ssh_authorized_keys"),
            SshPasswordAuthentication = map.Switch("ssh_pwauth"),
            DisableRoot = map.Switch("disable_root"),
            DefaultUserPassword = PasswordReader.ReadDefault(map),
            Passwords = PasswordReader.ReadChanges(map),
            HostName = map.Text("hostname", AccountNames.IsHostName, "a host name of letters, digits and '-'"),
            FullyQualifiedName = map.Text("fqdn", AccountNames.IsHostName, "a fully qualified host name such as node1.example.org"),
            ManageHostsFile = ReadHostsPolicy(map),
            Files = FileReader.ReadAll(map),
            BootCommands = CommandReader.Read(map, "bootcmd"),
            RunCommands = CommandReader.Read(map, "runcmd"),
            TimeZone = map.Text("timezone", IsTimeZone, "a zone name such as Europe/Zurich"),
            Locale = map.Text("locale", IsLocale, "a locale such as en_US.UTF-8"),
            Cvmfs = CvmfsReader.Read(map),
        };
        map.Finish(OtherModules.Why);
        return config;
    }

    private static HostsFilePolicy? ReadHostsPolicy(MapReader map)
    {
        const string Key = "manage_etc_hosts";
        if (map.Take(Key) is not { } value)
            return null;
        if (value is YamlScalar { Text: "localhost" or "template" })
            return HostsFilePolicy.Localhost;
        if (Scalars.Switch(value) is { } on)
            return on ? HostsFilePolicy.Localhost : HostsFilePolicy.Leave;
        map.Reading.Expected(value, Key, "true, false or localhost");
        return null;
    }

    private static bool IsTimeZone(string text) =>
        text.Length is > 0 and < 64
        && text.Split('/').All(s => s.Length > 0 && char.IsAsciiLetter(s[0]) && s.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+'));

    private static bool IsLocale(string text) =>
        text.Length is > 0 and < 64 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '@');
}
