using System.Text.RegularExpressions;
using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Yaml;

namespace CernVM.Builder.Recipes;

/// <summary>Reads a recipe and notes every mistake with its place.</summary>
public static partial class RecipeReader
{
    /// <summary>What can be made.</summary>
    public static readonly IReadOnlyList<string> KnownFormats = ["hdd", "kernel"];

    private static readonly string[] s_compressions = ["xz", "zstd", "gzip"];

    /// <summary>Reads a file; fails with all its mistakes.</summary>
    /// <exception cref="BuildFailureException">The file is missing or has mistakes.</exception>
    public static ImageRecipe ReadFile(string file)
    {
        if (!File.Exists(file))
            throw new BuildFailureException(FailureKind.Description, $"the recipe '{file}' does not exist: name one with --recipe FILE");
        var diagnostics = new DiagnosticBag(file);
        return Read(File.ReadAllText(file), diagnostics) ?? throw new BuildFailureException(diagnostics.Items);
    }

    /// <summary>Reads a text; null when anything is wrong.</summary>
    public static ImageRecipe? Read(string text, DiagnosticBag diagnostics)
    {
        if (YamlDescription.Open(text, diagnostics) is not { } root)
            return null;
        var kernel = root.Section("kernel");
        if (kernel is null)
            diagnostics.Add("RCP001", root.Line, root.Column, "'kernel' is missing: expected a mapping with suite, package and command-line");
        var initramfs = root.Section("initramfs");
        if (initramfs is null)
            diagnostics.Add("RCP002", root.Line, root.Column, "'initramfs' is missing: expected a mapping with agent, modules and compression");

        var recipe = new ImageRecipe
        {
            Title = root.Text("title", "a line for the boot menu").Value,
            Branch = Matching(root, root.Text("branch", "a word such as 'devel'"), Word(), "RCP003", "expected letters, digits and '-'"),
            Version = Matching(root, root.Text("version", "YYYY.MM-R"), StrongVersion(), "RCP004", "expected the form YYYY.MM-R such as 2026.11-1"),
            MenuTimeout = root.Number("menu-timeout", 20, 1, 6000),
            Formats = Choices(root, "formats", KnownFormats),
            Keys = [.. root.Sections("keys").Select(Key)],
            Suite = kernel?.Text("suite", "a Debian release").Value ?? string.Empty,
            Keyring = kernel?.OptionalText("keyring", "a file")?.Value ?? "/usr/share/keyrings/debian-archive-keyring.gpg",
            KernelPackage = kernel?.Text("package", "a kernel package").Value ?? string.Empty,
            CommandLine = kernel is null ? [] : Options(kernel),
            Agent = initramfs?.Text("agent", "the executable that becomes /init").Value ?? string.Empty,
            Modules = initramfs?.Texts("modules", "modules") ?? [],
            Compression = initramfs is null ? "xz" : Choice(initramfs, "compression", s_compressions),
            Files = initramfs is null ? [] : [.. initramfs.Sections("files").Select(InitramfsFile)],
            Links = initramfs is null ? [] : [.. initramfs.Sections("links").Select(InitramfsLink)],
        };
        kernel?.RejectUnknown();
        initramfs?.RejectUnknown();
        root.RejectUnknown();
        return diagnostics.IsEmpty ? recipe : null;
    }

    private static RepositoryKey Key(YamlSection section)
    {
        var key = new RepositoryKey(section.Text("repository", "a repository's name").Value, section.Text("file", "a public key in PEM form").Value);
        section.RejectUnknown();
        return key;
    }

    private static InitramfsFile InitramfsFile(YamlSection section)
    {
        var path = section.Text("path", "a path of the initramfs");
        var (source, content) = (section.OptionalText("source", "a file"), section.OptionalText("content", "a text"));
        if (source is null == content is null)
            section.Reject("RCP005", path, $"'{path.Value}': expected either 'source' or 'content'");
        var mode = section.OptionalText("mode", "an octal mode");
        if (mode is { } text && !OctalMode().IsMatch(text.Value))
            section.Reject("RCP006", text, $"'{text.Value}' is not a mode: expected octal digits such as 0755");
        section.RejectUnknown();
        var permissions = mode is { } given && OctalMode().IsMatch(given.Value) ? Convert.ToUInt32(given.Value, 8) : 0x1A4;
        return new InitramfsFile(path.Value.TrimStart('/'), source?.Value, content?.Value, permissions);
    }

    private static InitramfsLink InitramfsLink(YamlSection section)
    {
        var link = new InitramfsLink(section.Text("path", "a path of the initramfs").Value.TrimStart('/'), section.Text("target", "where the link leads").Value);
        section.RejectUnknown();
        return link;
    }

    private static IReadOnlyList<string> Options(YamlSection kernel)
    {
        var options = kernel.Texts("command-line", "kernel options");
        foreach (var option in options.Where(option => option.Value.Any(char.IsWhiteSpace)))
            kernel.Reject("RCP007", option, $"'{option.Value}': expected one kernel option without blanks per line");
        return [.. options.Select(option => option.Value)];
    }

    private static IReadOnlyList<string> Choices(YamlSection section, string key, IReadOnlyList<string> known)
    {
        var values = section.Texts(key, "formats");
        foreach (var value in values.Where(value => !known.Contains(value.Value)))
            section.Reject("RCP008", value, $"'{value.Value}': expected one of {string.Join(", ", known)}");
        return values.Count == 0 ? known : [.. values.Select(value => value.Value)];
    }

    private static string Choice(YamlSection section, string key, string[] known)
    {
        if (section.OptionalText(key, $"one of {string.Join(", ", known)}") is not { } value)
            return known[0];
        if (!known.Contains(value.Value))
            section.Reject("RCP008", value, $"'{value.Value}': expected one of {string.Join(", ", known)}");
        return value.Value;
    }

    private static string Matching(YamlSection section, Located<string> value, Regex pattern, string id, string expectation)
    {
        if (value.Value.Length > 0 && !pattern.IsMatch(value.Value))
            section.Reject(id, value, $"'{value.Value}': {expectation}");
        return value.Value;
    }

    [GeneratedRegex("^[A-Za-z0-9-]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^\d{4}\.\d{2}-\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StrongVersion();

    [GeneratedRegex("^[0-7]{3,4}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OctalMode();
}
