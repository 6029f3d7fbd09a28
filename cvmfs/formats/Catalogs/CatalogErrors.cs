namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>The numbered errors of catalogs; docs/formats/catalog.md explains each.</summary>
internal static class CatalogErrors
{
    private const string Cure = "fetch the catalog again; if it stays so, the repository's owner must publish it anew";

    public static FormatError NotReadable(string file, string reason) =>
        new("CAT001", $"Catalog {file} cannot be opened: {reason}; {Cure}.");

    public static FormatError Encoding(string file, string encoding) =>
        new("CAT002", $"Catalog {file} stores text as {encoding}; CernVM-FS catalogs are UTF-8; {Cure}.");

    public static FormatError NoTable(string file, string table) =>
        new("CAT003", $"Catalog {file} has no ordinary table '{table}'; it is another kind of database or damaged; {Cure}.");

    public static FormatError NoColumn(string file, string column) =>
        new("CAT004", $"Catalog {file} lacks the column {column}; {Cure}.");

    public static FormatError NoSchema(string file, string? schema) =>
        new("CAT005", $"Catalog {file} names no schema that could be understood (\"{schema}\"); {Cure}.");

    public static FormatError UnknownSchema(string file, CatalogSchema schema) =>
        new("CAT006", $"Catalog {file} has schema {schema.Number}, readable are 2.5, 2.4 and those below 2.0; use a newer CernVM.");

    public static FormatError Property(string file, string key, string? value) =>
        new("CAT007", $"Catalog {file} has a property '{key}' that cannot be understood (\"{value}\"); {Cure}.");

    public static FormatError Reference(string file, string table, string? path, string cause) =>
        new("CAT008", $"Catalog {file} refers in {table} to \"{path}\" wrongly: {cause}; {Cure}.");

    public static FormatError NoRoot(string file, RepositoryPath root) =>
        new("CAT009", $"Catalog {file} has no entry for its own root {root}; {Cure}.");

    public static FormatError Counter(string file, string counter, long value) =>
        new("CAT010", $"Catalog {file} counts {value} for {counter}; {Cure}.");

    public static FormatError Name(string file, long row) =>
        new("CAT011", $"Catalog {file} has an entry whose name is no file name; {Cure}.", row);

    public static FormatError Flags(string file, long row, uint flags, uint mode) =>
        new("CAT012", $"Catalog {file} has an entry whose flags (0x{flags:x}) and mode (0{Convert.ToString(mode, 8)}) contradict each other; {Cure}.", row);

    public static FormatError Hash(string file, long row, string cause) =>
        new("CAT013", $"Catalog {file} has an entry with a wrong content hash: {cause}; {Cure}.", row);

    public static FormatError Number(string file, long row, string column, long value) =>
        new("CAT014", $"Catalog {file} has an entry with {column} = {value}, which cannot be; {Cure}.", row);

    public static FormatError Chunks(string file, string cause) =>
        new("CAT015", $"Catalog {file} lists wrong chunks: {cause}; {Cure}.");

    public static FormatError Damaged(string file, string reason) =>
        new("CAT016", $"Catalog {file} is damaged: {reason}; {Cure}.");

    public static FormatError Compression(string file, long row, uint number) =>
        new("CAT017", $"Catalog {file} has an entry stored with compression number {number}, which is unknown; use a newer CernVM.", row);

    public static FormatError TooLong(string file, long row, string column, int length) =>
        new("CAT018", $"Catalog {file} has an entry whose {column} has {length} bytes, more than Linux allows; {Cure}.", row);

    public static FormatError Overlapping(string file) =>
        new("CAT019", $"Catalog {file} returns more rows than it has room for, so its pages overlap; {Cure}.");
}
