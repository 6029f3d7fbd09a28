using System.Security.Cryptography;

/// Runs a step only when its inputs changed since it last ended well, or when an output is missing.
void WhenChanged(string step, IEnumerable<string> inputFiles, IEnumerable<string> outputs, Action action)
{
    var stamp = System.IO.Path.Combine(parameters.Stamps, step + ".sha256");
    var digest = DigestOf(inputFiles);
    if (System.IO.File.Exists(stamp) && System.IO.File.ReadAllText(stamp) == digest && outputs.All(path => System.IO.Path.Exists(path)))
    {
        Say($"{step}: nothing changed, skipped");
        return;
    }

    System.IO.Directory.CreateDirectory(parameters.Stamps);
    System.IO.File.Delete(stamp);
    var watch = System.Diagnostics.Stopwatch.StartNew();
    action();
    System.IO.File.WriteAllText(stamp, digest);
    Say($"{step}: done in {watch.Elapsed.TotalSeconds:0} s");
}

string DigestOf(IEnumerable<string> files)
{
    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    foreach (var file in files.Order(StringComparer.Ordinal))
    {
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(System.IO.Path.GetRelativePath(parameters.Root, file) + "\n"));
        hash.AppendData(SHA256.HashData(System.IO.File.ReadAllBytes(file)));
    }

    return Convert.ToHexString(hash.GetHashAndReset());
}

/// Files below some folders of the checkout that a compiler reads.
IEnumerable<string> SourcesBelow(params string[] folders) =>
    folders.SelectMany(folder => System.IO.Directory.EnumerateFiles(System.IO.Path.Combine(parameters.Root, folder), "*", System.IO.SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
        .Where(file => file.EndsWith(".cs") || file.EndsWith(".csproj") || file.EndsWith(".props") || file.EndsWith("packages.lock.json"));

void CleanTree(bool everything)
{
    foreach (var project in System.IO.Directory.EnumerateFiles(parameters.Root, "*.csproj", System.IO.SearchOption.AllDirectories))
    {
        foreach (var name in new[] { "bin", "obj" })
        {
            var folder = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(project), name);
            if (System.IO.Directory.Exists(folder))
                System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    if (!System.IO.Directory.Exists(parameters.Artifacts))
        return;
    foreach (var entry in System.IO.Directory.EnumerateFileSystemEntries(parameters.Artifacts))
    {
        if (everything || System.IO.Path.GetFileName(entry) != "cache")
            Call("rm", "-rf", "--one-file-system", entry);
    }
}
