namespace CernVM.Builder.Tooling.Debian;

/// <summary>Which packages a private apt may see.</summary>
/// <param name="Suite">Code name of the release, <c>trixie</c>.</param>
/// <param name="Components">main, contrib …</param>
/// <param name="Keyring">File with the keys that the indices must be signed with.</param>
/// <param name="Architecture">Debian's name of the processor, <c>amd64</c>.</param>
/// <param name="Mirrors">Where the archives are.</param>
public sealed record AptSuite(string Suite, IReadOnlyList<string> Components, string Keyring, string Architecture, DebianMirrors Mirrors)
{
    /// <summary>sources.list(5) with the release, its updates and its security updates, each bound to the keyring.</summary>
    public string SourcesList()
    {
        var components = string.Join(' ', Components);
        return $"deb [signed-by={Keyring}] {Mirrors.Main} {Suite} {components}\n"
            + $"deb [signed-by={Keyring}] {Mirrors.Main} {Suite}-updates {components}\n"
            + $"deb [signed-by={Keyring}] {Mirrors.Security} {Suite}-security {components}\n";
    }
}
