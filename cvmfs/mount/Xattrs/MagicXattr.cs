using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Mount.Xattrs;

/// <summary>One synthetic extended attribute (formats §10.4).</summary>
/// <param name="Name">Full name, with its namespace.</param>
/// <param name="AppliesTo">Which entries have it.</param>
/// <param name="Read">Makes the value; null when the entry has none after all.</param>
internal sealed record MagicXattr(
    string Name,
    Func<RepositoryNode, bool> AppliesTo,
    Func<MagicContext, RepositoryNode, CancellationToken, ValueTask<string?>> Read)
{
    /// <summary>A line that stands at the top of every page of the value; empty for none.</summary>
    public string Head { get; init; } = "";

    /// <summary>Whether a mount has it at all; only those that it has are listed.</summary>
    public Func<MagicContext, bool> IsPresent { get; init; } = static _ => true;
}
