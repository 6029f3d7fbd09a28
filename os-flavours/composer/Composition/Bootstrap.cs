using CernVM.Builder.Tooling.Debian;
using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Processes;
using CernVM.Flavours.Composer.Definition;

namespace CernVM.Flavours.Composer.Composition;

/// <summary>Installs the packages into an empty folder, by mmdebstrap with the indices and package files of a private apt.</summary>
internal static class Bootstrap
{
    private const string SystemPath = "/usr/sbin:/usr/bin:/sbin:/bin";

    public static async Task InstallAsync(FlavourDefinition flavour, PrivateApt apt, PackagePlan plan, string root, long epoch, Action<string> onLine, CancellationToken cancellation)
    {
        // In a process and mount namespace of its own: when it is killed, all that it started goes, and so do its mounts.
        var call = new ToolCall("unshare", [
            "--pid", "--mount-proc", "--fork", "--kill-child", "--",
            "mmdebstrap",
            "--mode=root",
            "--variant=apt",
            $"--architectures={flavour.Architecture}",
            // An empty --include is refused.
            .. flavour.Packages.Count > 0 ? [$"--include={string.Join(',', flavour.Packages.Select(package => package.Value))}"] : Array.Empty<string>(),
            // Indices and packages come checked from the private apt; what must not differ is cleaned by the normaliser.
            "--skip=update,essential/unlink,cleanup/reproducible",
            $"--setup-hook={SetupHook(apt, plan)}",
            "--aptopt=Acquire::Languages \"none\"",
            "--aptopt=APT::Install-Recommends \"false\"",
            "--dpkgopt=force-unsafe-io",
            .. flavour.Exclude.Select(path => $"--dpkgopt=path-exclude={path}"),
            .. flavour.Include.Select(path => $"--dpkgopt=path-include={path}"),
            flavour.Suite,
            root,
            apt.SourcesList])
        {
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                // mmdebstrap starts a Python program for each package: Debian's, not one that the caller's path puts before it.
                ["PATH"] = SystemPath,
                ["SOURCE_DATE_EPOCH"] = epoch.ToString(),
                // Compiled Python files hold sets in hash order.
                ["PYTHONHASHSEED"] = "0",
                ["DEBIAN_FRONTEND"] = "noninteractive",
                ["TMPDIR"] = Path.GetDirectoryName(root),
            },
            OnLine = onLine,
            EndsWithStarter = true,
        };
        var result = await Tool.RunAsync(call, cancellation).ConfigureAwait(false);
        if (!result.IsOk)
            throw Explain(flavour, result);
    }

    private static string SetupHook(PrivateApt apt, PackagePlan plan)
    {
        var files = string.Join(' ', plan.Packages.Select(package => Quote(Path.Combine(apt.Archives, package.File))));
        return "mkdir -p \"$1/var/cache/apt/archives\" \"$1/var/lib/apt/lists\""
            + $" && {{ cp -l {files} \"$1/var/cache/apt/archives/\" 2>/dev/null || cp -f {files} \"$1/var/cache/apt/archives/\"; }}"
            + $" && cp -a {Quote(apt.Lists)}/. \"$1/var/lib/apt/lists/\"";
    }

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''") + "'";

    private static BuildFailureException Explain(FlavourDefinition flavour, ToolResult result)
    {
        var purpose = $"installing the packages of {flavour.Name}";
        return result.Errors.Contains("No space left on device")
            ? new BuildFailureException(FailureKind.Environment, $"{purpose}: no space left. Free some space, or choose another --output, then run this again.")
            : new BuildFailureException(FailureKind.Operation, $"{purpose}: mmdebstrap ended with code {result.ExitCode}:\n{result.Tail()}");
    }
}
