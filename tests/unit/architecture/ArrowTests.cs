namespace CernVM.Architecture.Tests;

/// <summary>The arrows of docs/design.md: which project may know which.</summary>
public sealed class ArrowTests
{
    private const string Formats = "CernVM.Cvmfs.Formats";
    private const string Linux = "CernVM.Cvmfs.Linux";
    private const string Fuse = "CernVM.Cvmfs.Fuse";
    private const string Storage = "CernVM.Cvmfs.Storage";
    private const string Client = "CernVM.Cvmfs.Client";
    private const string Export = "CernVM.Cvmfs.Export";
    private const string Pac = "CernVM.Cvmfs.Pac";
    private const string Telemetry = "CernVM.Cvmfs.Telemetry";
    private const string Authz = "CernVM.Cvmfs.Authz";
    private const string Mount = "CernVM.Cvmfs.Mount";
    private const string Server = "CernVM.Cvmfs.Server";
    private const string Services = "CernVM.Cvmfs.Services";
    private const string Model = "CernVM.Contexts.Model";
    private const string Agent = "CernVM.Contexts.Agent";
    private const string Builder = "CernVM.Builder";
    private const string Composer = "CernVM.Flavours.Composer";
    private const string Tooling = "CernVM.Builder.Tooling";

    /// <summary>Direct references that a project may have. A project that is missing here may have none.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        [Fuse] = [Linux],
        [Storage] = [Formats],
        [Client] = [Formats, Storage],
        [Authz] = [Mount, Client, Formats, Linux],
        [Telemetry] = [Mount, Client, Formats, Linux],
        [Export] = [Client, Formats, Linux, Storage],
        [Pac] = [Client],
        [Mount] = [Client, Fuse, Formats, Linux, Storage],
        [Server] = [Formats, Linux, Storage],
        [Services] = [Formats, Storage],
        ["ReadARepository"] = [Client],
        ["CernVM.Cvmfs.Tools"] = [Mount, Authz, Pac, Telemetry, Export, Server, Services, Client, Formats, Linux, Storage],
        [Agent] = [Model, Linux],
        ["CernVM.Bootloader.Agent"] = [Mount, Model, Agent, Linux, Client, Formats],
        [Builder] = [Tooling],
        [Composer] = [Tooling],
        ["CernVM.Builder.Cli"] = [Builder, Composer, Tooling, Model],
    };

    [Fact]
    public void Every_reference_follows_an_arrow_of_the_design()
    {
        var wrong = from project in SourceTree.ProductProjects()
                    let name = SourceTree.Name(project)
                    from reference in SourceTree.ReferencesOf(project)
                    where !Allowed.GetValueOrDefault(name, []).Contains(reference)
                    select $"{name} must not know {reference}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_name_in_the_table_is_a_project()
    {
        var projects = SourceTree.ProductProjects().Select(SourceTree.Name).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Allowed.Keys.Concat(Allowed.Values.SelectMany(names => names)).Distinct().Where(name => !projects.Contains(name)));
    }

    [Fact]
    public void Product_projects_never_reference_tests()
    {
        var wrong = from project in SourceTree.ProductProjects()
                    from reference in SourceTree.ReferencesOf(project)
                    where reference.EndsWith("Tests", StringComparison.Ordinal)
                    select $"{SourceTree.Name(project)} references {reference}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("tests/functional/")]
    [InlineData("tests/boot/")]
    public void Black_box_tests_see_no_product_code(string folder)
    {
        var products = SourceTree.ProductProjects().Select(SourceTree.Name).ToHashSet(StringComparer.Ordinal);
        var wrong = from project in SourceTree.ProjectFiles()
                    where SourceTree.Relative(project).StartsWith(folder, StringComparison.Ordinal)
                    where !SourceTree.Relative(project).StartsWith("tests/functional/fuse/", StringComparison.Ordinal)
                    where !SourceTree.Relative(project).StartsWith("tests/functional/network/", StringComparison.Ordinal)
                    from reference in SourceTree.ReferencesOf(project)
                    where products.Contains(reference)
                    select $"{SourceTree.Relative(project)} references {reference}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(SourceTree.Root, "CernVM.sln")).Replace('\\', '/');

        Assert.Empty(SourceTree.ProjectFiles().Select(SourceTree.Relative).Where(project => !solution.Contains(project, StringComparison.Ordinal)));
    }
}
