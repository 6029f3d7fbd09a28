using System.Text.RegularExpressions;

/// The line that sums a test run up, for callers.
string TestTotals => parameters.Artifacts + "/test-totals.txt";

/// The tiers of tests/, the fast ones first.
var tiers = new[] { "tests/unit", "tests/contracts", "tests/functional", "tests/boot" };

Task("Test")
    .Description("All tests that CI runs. --only=TEXT picks test projects by path.")
    .IsDependentOn("Build")
    .IsDependentOn("Profile")
    .Does(() => RunTests(tiers));

Task("Test-Fast")
    .Description("Unit and contract tests: no root, no mount, no guest.")
    .Does(() => RunTests(tiers.Take(2)));

void RunTests(IEnumerable<string> folders)
{
    NeedPackages("build", "compose", "image", "run", "test");
    System.IO.Directory.CreateDirectory(parameters.Artifacts);
    System.IO.File.Delete(TestTotals);
    var projects = folders.SelectMany(folder => System.IO.Directory.EnumerateFiles(parameters.Root + "/" + folder, "*Tests.csproj", System.IO.SearchOption.AllDirectories).Order())
        .Where(project => project.Contains(parameters.Only)).ToArray();
    Call("dotnet", "build", "CernVM.sln", "--configuration", "Release", "--nologo", "--verbosity", "quiet");
    Environment.SetEnvironmentVariable("CERNVM_BIN", parameters.Bin);
    Environment.SetEnvironmentVariable("CERNVM_ARTIFACTS", parameters.Artifacts);

    var totals = projects.Select(RunTestProject).ToArray();
    var failed = totals.Sum(total => total.Failed);
    var line = $"{totals.Sum(total => total.Passed)} passed, {failed} failed, {totals.Sum(total => total.Skipped)} skipped";
    System.IO.File.WriteAllText(TestTotals, line + "\n");
    Console.WriteLine(line);
    if (failed > 0)
        throw new CakeException($"{failed} tests failed; each is named above.");
}

(int Passed, int Failed, int Skipped) RunTestProject(string project)
{
    var name = System.IO.Path.GetFileNameWithoutExtension(project);
    var folder = System.IO.Path.GetDirectoryName(project);
    var start = Describe(folder, "dotnet", new[] { $"{folder}/bin/Release/net10.0/{name}.dll", "--progress", "off", "--ansi", "off", "--output", "Normal", "--timeout", "20m" });
    start.RedirectStandardOutput = true;
    var watch = System.Diagnostics.Stopwatch.StartNew();
    using var process = System.Diagnostics.Process.Start(start);
    var text = process.StandardOutput.ReadToEnd();
    process.WaitForExit();

    int Count(string label) => Regex.Match(text, $@"^\s*{label}: (\d+)", RegexOptions.Multiline) is { Success: true } match ? int.Parse(match.Groups[1].Value) : 0;
    var (passed, failed, skipped) = (Count("succeeded"), Count("failed"), Count("skipped"));
    if (failed == 0 && (process.ExitCode != 0 || passed == 0))
    {
        Console.WriteLine($"{name} ended with exit code {process.ExitCode} and ran {passed} tests.");
        failed = 1;
    }

    if (failed > 0 || skipped > 0)
        Console.WriteLine(text);
    Say($"{name}: {passed} passed, {failed} failed, {skipped} skipped in {watch.Elapsed.TotalSeconds:0} s");
    return (passed, failed, skipped);
}
