namespace CernVM.Cvmfs.Formats.Manifests;

/// <summary>The numbered errors of manifests; docs/formats/manifest.md explains each.</summary>
internal static class ManifestErrors
{
    private const string Cure = "the server delivers a damaged or foreign .cvmfspublished; try another server or proxy";

    public static FormatError TooLong(int length, int limit) =>
        new("MAN001", $"Manifest has {length} bytes, allowed are {limit}; {Cure}.", limit);

    public static FormatError NoSignature(long offset) =>
        new("MAN002", $"Manifest has no line \"--\" that ends its text; {Cure}.", offset);

    public static FormatError Value(char key, string meaning, long offset) =>
        new("MAN003", $"Manifest line {key} holds no proper {meaning}; {Cure}.", offset);

    public static FormatError Missing(char key, string meaning) =>
        new("MAN004", $"Manifest lacks line {key}, the {meaning}; {Cure}.", 0);

    public static FormatError Root(long offset) =>
        new("MAN005", $"Manifest line R is not the hash of the root path, so the manifest does not speak of a whole repository; {Cure}.", offset);

    public static FormatError Twice(char key, long offset) =>
        new("MAN006", $"Manifest has two lines {key}; {Cure}.", offset);

    public static FormatError HashLine(long offset) =>
        new("MAN007", $"Manifest has no proper hash line after \"--\"; {Cure}.", offset);

    public static FormatError HashMismatch(long offset) =>
        new("MAN008", $"Manifest text does not have the hash that is signed, it was altered; {Cure}.", offset);

    public static FormatError EmptySignature(long offset) =>
        new("MAN009", $"Manifest ends without a signature; {Cure}.", offset);
}
