using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>Commands that wait to be noted together. May be used from any thread.</summary>
internal sealed class QuotaQueue
{
    private const int BatchSize = 512;

    private readonly Lock _gate = new();
    private readonly HashSet<ContentHash> _touched = [];
    private List<QuotaCommand> _commands = [];
    private bool _hasInserts;
    private long _bytes;

    /// <summary>Takes a command in.</summary>
    /// <param name="command">The command.</param>
    /// <param name="room">Bytes between what is noted and the limit; negative above it.</param>
    public QuotaUrgency Add(in QuotaCommand command, long room)
    {
        lock (_gate)
        {
            // What many processes open within seconds is noted once.
            if (command.Verb == QuotaVerb.Touch && !_touched.Add(command.Hash))
                return QuotaUrgency.Regular;
            _commands.Add(command);
            _bytes += command.Size;
            var isFirstInsert = command.Verb == QuotaVerb.Insert && !_hasInserts;
            _hasInserts |= isFirstInsert;
            if (_commands.Count >= BatchSize || (command.Size > 0 && _bytes > room))
                return QuotaUrgency.Now;
            return isFirstInsert ? QuotaUrgency.Soon : QuotaUrgency.Regular;
        }
    }

    /// <summary>Gives everything out, in order.</summary>
    public List<QuotaCommand> Take()
    {
        lock (_gate)
        {
            var taken = _commands;
            _commands = [];
            _touched.Clear();
            _hasInserts = false;
            _bytes = 0;
            return taken;
        }
    }
}
