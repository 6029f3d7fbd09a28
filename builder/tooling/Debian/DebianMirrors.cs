using CernVM.Builder.Tooling.Diagnostics;

namespace CernVM.Builder.Tooling.Debian;

/// <summary>Where Debian's packages and their security updates come from.</summary>
/// <param name="Main">Address of the archive.</param>
/// <param name="Security">Address of the security archive.</param>
public sealed record DebianMirrors(string Main, string Security)
{
    /// <summary>
    /// Takes what is given, and the rest from the machine's own sources: Debian's archives are known by the end of their
    /// addresses, <c>/debian</c> and <c>/debian-security</c>.
    /// </summary>
    /// <exception cref="BuildFailureException">Nothing given and nothing found.</exception>
    public static DebianMirrors Choose(string? main, string? security, IReadOnlyList<AptSource> sources) =>
        new(main?.TrimEnd('/') ?? Find("/debian", "--mirror", sources), security?.TrimEnd('/') ?? Find("/debian-security", "--security-mirror", sources));

    private static string Find(string ending, string option, IReadOnlyList<AptSource> sources) =>
        sources.FirstOrDefault(source => source.Address.EndsWith(ending, StringComparison.Ordinal))?.Address
        ?? throw new BuildFailureException(
            FailureKind.Environment,
            $"no archive ending in '{ending}' in /etc/apt/sources.list or /etc/apt/sources.list.d: name one with {option} ADDRESS");
}
