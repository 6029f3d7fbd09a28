using System.Collections.Concurrent;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Client.Fetching;
using CernVM.Cvmfs.Mount.Commands;

namespace CernVM.Cvmfs.Authz;

/// <summary>Asks the helper once a session and remembers its answer as long as the helper says.</summary>
public sealed class MembershipCheck : IMembershipCheck
{
    /// <summary>Ours: more sessions at once are answered by asking again.</summary>
    private const int MostSessions = 4096;

    private readonly ConcurrentDictionary<SessionKey, Answer> _answers = new();
    private readonly HelperProcess _helper;
    private readonly TimeProvider _clock;

    /// <summary>Prepares a check; the helper starts with the first question.</summary>
    public MembershipCheck(ClientSettings settings, Action<ClientLogEntry> log, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _clock = clock;
        _helper = new HelperProcess(AuthzSettings.Of(settings), log, clock);
    }

    /// <inheritdoc/>
    public string? Membership { get; set; }

    /// <inheritdoc/>
    public async ValueTask<bool> IsMemberAsync(RequestOrigin caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Membership is not { } membership || await FindAsync(caller, membership, cancellationToken) is { Status: AuthzStatus.Ok };
    }

    /// <inheritdoc/>
    public async ValueTask<RequestCredential?> FindAsync(RequestOrigin origin, Uri server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return Membership is { } membership && await FindAsync(origin, membership, cancellationToken) is { Status: AuthzStatus.Ok } permit ? permit.Credential : null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _helper.DisposeAsync();

    private async ValueTask<Permit> FindAsync(RequestOrigin caller, string membership, CancellationToken cancellationToken)
    {
        if (SessionKey.Of(caller.ProcessId, caller.UserId, caller.GroupId) is not { } session)
            return Permit.Refused;
        var now = _clock.GetUtcNow();
        if (_answers.TryGetValue(session, out var known) && now < known.Deadline && known.Membership == membership)
            return known.Permit;
        var permit = await _helper.AskAsync(caller, membership, cancellationToken);
        Sweep(now);
        _answers[session] = new Answer(permit, membership, now + permit.Lifetime);
        return permit;
    }

    private void Sweep(DateTimeOffset now)
    {
        if (_answers.Count < MostSessions)
            return;
        foreach (var (session, answer) in _answers)
        {
            if (now >= answer.Deadline)
                _answers.TryRemove(session, out _);
        }

        if (_answers.Count >= MostSessions)
            _answers.Clear();
    }

    private sealed record Answer(Permit Permit, string Membership, DateTimeOffset Deadline);
}
