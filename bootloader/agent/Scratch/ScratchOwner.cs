namespace CernVM.Bootloader.Agent.Scratch;

/// <summary>
/// Remembers on the scratch disk which OS its changes belong to. Changes of one OS laid over another would give a machine
/// that is neither.
/// </summary>
internal static class ScratchOwner
{
    private const string File = "aux/os";

    /// <summary>Null when the scratch is free or belongs to this OS; else the OS that it belongs to.</summary>
    public static string? Other(string scratch, string repository, string path)
    {
        string file = Path.Combine(scratch, File);
        string own = Text(repository, path);
        if (!System.IO.File.Exists(file))
            return null;
        string owner = System.IO.File.ReadAllText(file).Trim();
        return owner.Length == 0 || owner == own ? null : owner;
    }

    /// <summary>Writes the mark.</summary>
    public static void Claim(string scratch, string repository, string path)
    {
        string file = Path.Combine(scratch, File);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        System.IO.File.WriteAllText(file + ".new", Text(repository, path) + "\n");
        System.IO.File.Move(file + ".new", file, overwrite: true);
    }

    private static string Text(string repository, string path) => $"{repository}:/{path}";
}
