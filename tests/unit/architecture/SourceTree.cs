using System.Xml.Linq;

namespace CernVM.Architecture.Tests;

/// <summary>The checkout that the tests were built from, read as files: projects, references and sources.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> ProjectFiles() =>
        Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories).Where(IsSource).Order(StringComparer.Ordinal);

    public static IEnumerable<string> ProductProjects() =>
        ProjectFiles().Where(project => !Relative(project).StartsWith("tests/", StringComparison.Ordinal));

    public static IEnumerable<string> CSharpFiles() =>
        Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories).Where(IsSource);

    public static string Name(string projectFile) => Path.GetFileNameWithoutExtension(projectFile);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    public static IEnumerable<string> ReferencesOf(string projectFile) =>
        XDocument.Load(projectFile).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));

    public static string? Property(string projectFile, string name) =>
        XDocument.Load(projectFile).Descendants(name).FirstOrDefault()?.Value;

    private static bool IsSource(string path)
    {
        var relative = "/" + Relative(path);
        return !relative.Contains("/obj/", StringComparison.Ordinal)
            && !relative.Contains("/bin/", StringComparison.Ordinal)
            && !relative.StartsWith("/artifacts/", StringComparison.Ordinal)
            && !relative.StartsWith("/tools/", StringComparison.Ordinal);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CernVM.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("CernVM.sln was not found above " + AppContext.BaseDirectory + "; run the tests from inside a checkout.");
    }
}
