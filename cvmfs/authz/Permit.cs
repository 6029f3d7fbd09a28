using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Authz;

/// <summary>A helper's answer.</summary>
/// <param name="Status">Whether the caller is a member.</param>
/// <param name="Lifetime">How long the answer holds.</param>
/// <param name="Credential">What proves it to servers, or null.</param>
internal sealed record Permit(AuthzStatus Status, TimeSpan Lifetime, RequestCredential? Credential)
{
    /// <summary>Upstream CernVM-FS: for an answer that does not say, and while no helper works.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(120);

    public static Permit Refused { get; } = new(AuthzStatus.NoHelper, DefaultLifetime, null);
}
