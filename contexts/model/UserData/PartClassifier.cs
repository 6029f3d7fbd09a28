using CernVM.Contexts.Model.Amiconfig;
using CernVM.Contexts.Model.Diagnostics;
using CernVM.Contexts.Model.MicroContexts;

namespace CernVM.Contexts.Model.UserData;

/// <summary>Says what a plain text is by its first line that is not blank and not inside a µcontext block.</summary>
internal static class PartClassifier
{
    private const string Accepted = "expected #cloud-config, a script starting with #!, an amiconfig [section], a [ucernvm-begin] block, "
        + "or a MIME multipart message of these";

    private static readonly (string Start, string Why)[] RefusedForms =
    [
        ("#include", "it would fetch instructions from an address that nobody has signed; put the content itself into the user-data"),
        ("#cloud-boothook", "boot hooks would run on every boot before the network is known; use bootcmd in a #cloud-config"),
        ("#part-handler", "it would run Python code of the user-data; use a script starting with #!"),
        ("#upstart-job", "there is no upstart in the flavours; use write_files with a systemd unit"),
        ("#cloud-config-archive", "archives of parts are not read; use a MIME multipart message"),
        ("#cloud-config-jsonp", "JSON patches are not read; write the merged #cloud-config"),
        ("## template:", "templates are not evaluated; write the values themselves"),
    ];

    public static UserDataPartKind Classify(SourceText source, DiagnosticBag diagnostics)
    {
        var lines = TextLines.Split(Visible(source));
        var first = Array.FindIndex(lines, l => !string.IsNullOrWhiteSpace(l));
        if (first < 0)
            return UserDataPartKind.Empty;
        var line = lines[first].TrimEnd();
        foreach (var (start, why) in RefusedForms)
        {
            if (!line.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                continue;
            diagnostics.Error("UD010", source, first + 1, 1, $"'{start}' user-data is refused: {why}.");
            return UserDataPartKind.Refused;
        }

        if (line.StartsWith("#!", StringComparison.Ordinal))
            return UserDataPartKind.Script;
        if (line is "#cloud-config")
            return UserDataPartKind.CloudConfig;
        if (AmiconfigReader.LooksLike(lines))
            return UserDataPartKind.Amiconfig;
        diagnostics.Error("UD011", source, first + 1, 1, $"the first line does not say what this user-data is: {Accepted}.{Hint(line)}");
        return UserDataPartKind.Unknown;
    }

    /// <summary>The text without its µcontext block, lines keeping their numbers.</summary>
    public static string Visible(SourceText source)
    {
        // The search for the block that counts reports a missing end; here it would be said twice.
        var block = MicroContextScanner.Find(source, new DiagnosticBag());
        return block is null ? source.Text : MicroContextScanner.Without(source.Text, block);
    }

    private static string Hint(string line) =>
        line.Replace(" ", "", StringComparison.Ordinal).StartsWith("#cloud-config", StringComparison.OrdinalIgnoreCase)
            ? " The line must be exactly #cloud-config."
            : line.StartsWith("users:", StringComparison.Ordinal) || line.StartsWith("runcmd:", StringComparison.Ordinal)
                ? " This looks like a cloud-config whose first line #cloud-config is missing."
                : "";
}
