namespace CernVM.Builder.Tooling.Debian;

/// <summary>A package file that apt chose.</summary>
/// <param name="Name">Name of the package.</param>
/// <param name="Version">Its Debian version.</param>
/// <param name="File">File name in the package cache.</param>
/// <param name="Size">Bytes.</param>
public sealed record PlannedPackage(string Name, string Version, string File, long Size)
{
    /// <summary>Reads a line of <c>apt-get --print-uris</c>: <c>'address' file size hash</c>; null when it is another line.</summary>
    public static PlannedPackage? Parse(string line)
    {
        if (!line.StartsWith('\''))
            return null;
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 3 || !long.TryParse(fields[2], out var size))
            return null;
        var parts = fields[1].Split('_');
        return parts.Length < 3 ? null : new PlannedPackage(parts[0], Uri.UnescapeDataString(parts[1]), fields[1], size);
    }
}
