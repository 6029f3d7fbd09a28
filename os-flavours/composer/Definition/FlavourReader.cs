using System.Text.RegularExpressions;
using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Yaml;

namespace CernVM.Flavours.Composer.Definition;

/// <summary>Reads <c>flavour.yaml</c> and notes every mistake with its place.</summary>
public static partial class FlavourReader
{
    private const string DefaultKeyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
    private const string PathExpectation = "an absolute path without '..'";

    /// <summary>Reads a file; fails with all its mistakes.</summary>
    /// <exception cref="BuildFailureException">The file is missing or has mistakes.</exception>
    public static FlavourDefinition ReadFile(string file)
    {
        if (!File.Exists(file))
            throw new BuildFailureException(FailureKind.Description, $"'{file}' does not exist: a flavour is a folder of os-flavours/ with a flavour.yaml");
        var diagnostics = new DiagnosticBag(file);
        return Read(File.ReadAllText(file), diagnostics) ?? throw new BuildFailureException(diagnostics.Items);
    }

    /// <summary>Reads a text; null when anything is wrong.</summary>
    public static FlavourDefinition? Read(string text, DiagnosticBag diagnostics)
    {
        if (YamlDescription.Open(text, diagnostics) is not { } root)
            return null;

        var definition = new FlavourDefinition
        {
            Name = Word(root, "name", root.Text("name", "a short name such as 'debian13'")),
            Title = root.Text("title", "a line for people").Value,
            Suite = Word(root, "suite", root.Text("suite", "a release's code name such as 'trixie'")),
            Architecture = root.OptionalText("architecture", "Debian's name of a processor")?.Value ?? "amd64",
            Components = Values(root.Texts("components", "component names")) is { Count: > 0 } components ? components : ["main"],
            Keyring = root.OptionalText("keyring", PathExpectation)?.Value ?? DefaultKeyring,
            Mirror = root.OptionalText("mirror", "an address")?.Value,
            SecurityMirror = root.OptionalText("security-mirror", "an address")?.Value,
            Packages = PackageNames(root),
            Exclude = Paths(root, "exclude"),
            Include = Paths(root, "include"),
            Remove = Paths(root, "remove"),
            Folders = [.. root.Sections("folders").Select(Folder)],
            Files = [.. root.Sections("files").Select(TextFile)],
            Links = [.. root.Sections("links").Select(Link)],
            Services = Services(root.Section("services")),
            NestedCatalogs = Paths(root, "nested-catalogs"),
            Pinned = Paths(root, "pinned"),
            Version = Version(root),
        };
        root.RejectUnknown();
        return diagnostics.IsEmpty ? definition : null;
    }

    private static IReadOnlyList<Located<string>> PackageNames(YamlSection root)
    {
        var names = root.Texts("packages", "package names");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!PackageName().IsMatch(name.Value))
                root.Reject("FLV001", name, $"'{name.Value}' cannot be a Debian package: expected small letters, digits, '+', '-' and '.'");
            else if (!seen.Add(name.Value))
                root.Reject("FLV002", name, $"package '{name.Value}' is listed twice: remove one");
        }

        return names;
    }

    private static FolderSpecification Folder(YamlSection section)
    {
        var folder = new FolderSpecification(AbsolutePath(section), Mode(section, "0755"));
        section.RejectUnknown();
        return folder;
    }

    private static FileSpecification TextFile(YamlSection section)
    {
        var content = section.OptionalText("content", "the text of the file")?.Value ?? string.Empty;
        var file = new FileSpecification(AbsolutePath(section), Mode(section, "0644"), content);
        section.RejectUnknown();
        return file;
    }

    private static LinkSpecification Link(YamlSection section)
    {
        var link = new LinkSpecification(AbsolutePath(section), section.Text("target", "where the link leads").Value);
        section.RejectUnknown();
        return link;
    }

    private static ServiceSpecification Services(YamlSection? section)
    {
        if (section is null)
            return new ServiceSpecification([], [], []);
        var services = new ServiceSpecification(Units(section, "enable"), Units(section, "disable"), Units(section, "mask"));
        section.RejectUnknown();
        return services;
    }

    private static IReadOnlyList<string> Units(YamlSection section, string key)
    {
        var units = section.Texts(key, "systemd units");
        foreach (var unit in units.Where(unit => !UnitName().IsMatch(unit.Value)))
            section.Reject("FLV003", unit, $"'{unit.Value}' is not a unit: expected a full name such as 'ssh.service'");
        return Values(units);
    }

    private static string AbsolutePath(YamlSection section)
    {
        var path = section.Text("path", PathExpectation);
        CheckPath(section, path);
        return path.Value;
    }

    private static IReadOnlyList<string> Paths(YamlSection section, string key)
    {
        var paths = section.Texts(key, "absolute paths, '*' allowed");
        foreach (var path in paths)
            CheckPath(section, path);
        return Values(paths);
    }

    private static void CheckPath(YamlSection section, Located<string> path)
    {
        if (path.Value.Length > 0 && (!path.Value.StartsWith('/') || path.Value.Split('/').Contains("..")))
            section.Reject("FLV004", path, $"'{path.Value}': expected {PathExpectation}");
    }

    private static UnixFileMode Mode(YamlSection section, string missing)
    {
        var text = section.OptionalText("mode", "an octal mode such as 0644") ?? new Located<string>(missing, 0, 0);
        if (OctalMode().IsMatch(text.Value))
            return (UnixFileMode)Convert.ToInt32(text.Value, 8);
        section.Reject("FLV005", text, $"'{text.Value}' is not a mode: expected octal digits such as 0644");
        return UnixFileMode.None;
    }

    private static string Word(YamlSection section, string key, Located<string> text)
    {
        if (text.Value.Length > 0 && !PackageName().IsMatch(text.Value))
            section.Reject("FLV006", text, $"'{key}': '{text.Value}': expected small letters, digits, '-' and '.'");
        return text.Value;
    }

    private static string Version(YamlSection root)
    {
        if (root.OptionalText("version", "a form with {date} or {inputs}") is not { } text)
            return "{date}-{inputs}";
        if (!text.Value.Contains("{inputs}"))
            root.Reject("FLV007", text, "'version' must contain {inputs}: two different compositions of one day need two versions");
        return text.Value;
    }

    private static IReadOnlyList<string> Values(IReadOnlyList<Located<string>> texts) => [.. texts.Select(text => text.Value)];

    [GeneratedRegex(@"^[a-z0-9][a-z0-9+.\-]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PackageName();

    [GeneratedRegex(@"^[A-Za-z0-9:_.\\@\-]+\.(service|socket|timer|target|path|mount|slice)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnitName();

    [GeneratedRegex("^[0-7]{3,5}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OctalMode();
}
