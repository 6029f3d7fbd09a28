namespace CernVM.Builder.Tooling.Debian;

/// <summary>One archive of binary packages that the machine uses (sources.list(5)).</summary>
/// <param name="Address">Base address of the archive, without a slash at the end.</param>
/// <param name="Suites">Suites or code names.</param>
/// <param name="Components">main, contrib …</param>
public sealed record AptSource(string Address, IReadOnlyList<string> Suites, IReadOnlyList<string> Components);
