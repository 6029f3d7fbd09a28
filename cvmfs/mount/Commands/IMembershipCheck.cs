using CernVM.Cvmfs.Client.Fetching;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>Decides who may read a repository that has a membership requirement, and proves it to its servers (formats §10.7).</summary>
public interface IMembershipCheck : IRequestCredentials, IAsyncDisposable
{
    /// <summary>The requirement, as the root catalog has it; null while there is none or it is not known yet.</summary>
    string? Membership { get; set; }

    /// <summary>Whether a process may read. May ask a helper program, and then takes its time.</summary>
    ValueTask<bool> IsMemberAsync(RequestOrigin caller, CancellationToken cancellationToken);
}
