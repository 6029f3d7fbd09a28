using System.Text.RegularExpressions;
using CernVM.Builder.Tooling.Diagnostics;
using CernVM.Builder.Tooling.Processes;

namespace CernVM.Builder.Tooling.Debian;

/// <summary>Turns what apt says into one message with a cure.</summary>
public static partial class AptErrors
{
    /// <summary>Names that apt does not know, each once.</summary>
    public static IReadOnlyList<string> UnknownPackages(string errors) =>
        [.. UnknownPackage().Matches(errors).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>The failure that fits.</summary>
    public static BuildFailureException Explain(ToolResult result, string purpose)
    {
        var text = result.Errors + result.Output;
        var first = text.Split('\n').FirstOrDefault(line => line.StartsWith("E: ", StringComparison.Ordinal)) ?? result.Tail(3);
        // First, because what cannot be written also failed to be fetched.
        if (Space().IsMatch(text))
            return new BuildFailureException(FailureKind.Environment, $"{purpose}: no space left ({first}). Free some space or choose another --cache, then run this again.");
        if (Network().IsMatch(text))
            return new BuildFailureException(FailureKind.Packages, $"{purpose}: the package archive cannot be reached ({first}). Check the network and the mirror, then run this again; what is downloaded already is kept.");
        if (Signature().IsMatch(text))
            return new BuildFailureException(FailureKind.Packages, $"{purpose}: the signature of a package index is not accepted ({first}). Check the keyring (package debian-archive-keyring) and the mirror.");
        return new BuildFailureException(FailureKind.Packages, $"{purpose}: apt-get ended with code {result.ExitCode}:\n{result.Tail()}");
    }

    [GeneratedRegex(@"Unable to locate package (?<name>\S+)|Package '(?<name>[^']+)' has no installation candidate|Couldn't find any package by regex '(?<name>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnknownPackage();

    [GeneratedRegex("Could not resolve|Could not connect|Temporary failure resolving|Connection failed|Unable to connect|Network is unreachable|Connection timed out|Failed to fetch|no longer has a Release file|does not have a Release file", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Network();

    [GeneratedRegex("NO_PUBKEY|is not signed|GPG error|signatures were invalid|OpenPGP signature verification failed|signatures couldn't be verified", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Signature();

    [GeneratedRegex("No space left on device|don't have enough free space", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Space();
}
