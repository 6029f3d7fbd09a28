using System.Text;

namespace CernVM.Builder.Running;

/// <summary>What a guest's console has said so far, and waiting for more.</summary>
public sealed class ConsoleText
{
    /// <summary>How much is kept for searching, characters; ours, generous for one boot.</summary>
    private const int Longest = 4 << 20;
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _changed = NewSignal();
    private bool _ended;

    /// <summary>Everything so far.</summary>
    public override string ToString()
    {
        lock (_gate)
            return _text.ToString();
    }

    /// <summary>True when a text has appeared; false when the console ended without it.</summary>
    public async Task<bool> WaitForAsync(string text, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_text.ToString().Contains(text, StringComparison.Ordinal))
                    return true;
                if (_ended)
                    return false;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    internal void Append(string text)
    {
        lock (_gate)
        {
            _text.Append(text);
            if (_text.Length > Longest)
                _text.Remove(0, _text.Length - Longest);
            Signal();
        }
    }

    internal void End()
    {
        lock (_gate)
        {
            _ended = true;
            Signal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        var before = _changed;
        _changed = NewSignal();
        before.SetResult();
    }
}
