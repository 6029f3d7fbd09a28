namespace CernVM.Cvmfs.Formats.History;

/// <summary>The numbered errors of tag databases and reflogs; docs/formats/history.md explains each.</summary>
internal static class HistoryErrors
{
    private const string Cure = "fetch it again; if it stays so, the repository's owner must repair it";

    public static FormatError NotReadable(string file, string reason) =>
        new("HIS001", $"Tag database {file} cannot be read: {reason}; {Cure}.");

    public static FormatError Schema(string file, string? schema) =>
        new("HIS002", $"Tag database {file} has schema \"{schema}\", known is 1.0; use a newer CernVM, or {Cure}.");

    public static FormatError NoColumn(string file, string column) =>
        new("HIS003", $"Tag database {file} lacks {column}; {Cure}.");

    public static FormatError Tag(string file, long row, string cause) =>
        new("HIS004", $"Tag database {file} has a wrong tag: {cause}; {Cure}.", row);

    public static FormatError Property(string file, string key) =>
        new("HIS005", $"Tag database {file} has a malformed property '{key}'; {Cure}.");

    public static FormatError ReflogNotReadable(string file, string reason) =>
        new("REF001", $"Reflog {file} cannot be read: {reason}; rebuild it with 'cvmfs_server check -r'.");

    public static FormatError ReflogSchema(string file, string? schema) =>
        new("REF002", $"Reflog {file} has schema \"{schema}\", known is 1.0; use a newer CernVM, or rebuild it with 'cvmfs_server check -r'.");

    public static FormatError ReflogNoColumn(string file, string column) =>
        new("REF003", $"Reflog {file} lacks {column}; rebuild it with 'cvmfs_server check -r'.");

    public static FormatError ReflogRow(string file, long row, string cause) =>
        new("REF004", $"Reflog {file} has a wrong reference: {cause}; rebuild it with 'cvmfs_server check -r'.", row);
}
