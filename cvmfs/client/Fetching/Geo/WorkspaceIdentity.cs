namespace CernVM.Cvmfs.Client.Fetching.Geo;

/// <summary>The file <c>uuid</c> of a workspace: names a client without proxy to the Geo API (formats §10.1).</summary>
internal static class WorkspaceIdentity
{
    /// <summary>Reads the file, or makes it. A workspace that cannot be written gets another name at every start.</summary>
    public static string LoadOrCreate(string workspace)
    {
        var path = Path.Combine(workspace, "uuid");
        var made = Guid.NewGuid().ToString();
        try
        {
            if (File.Exists(path) && File.ReadLines(path).FirstOrDefault() is { } line && Guid.TryParse(line, out var known))
                return known.ToString();
            var temporary = $"{path}_tmp{made}";
            File.WriteAllText(temporary, made + "\n");
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return made;
        }

        return made;
    }
}
