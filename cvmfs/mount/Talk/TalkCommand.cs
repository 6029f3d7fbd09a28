namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>One command of the control socket (formats §10.5).</summary>
/// <param name="Words">The words that the line must start with.</param>
/// <param name="Help">One line for people.</param>
/// <param name="Run">Gets the words behind, answers with text; its last newline is added by the server.</param>
internal sealed record TalkCommand(string Words, string Help, Func<TalkContext, string[], CancellationToken, ValueTask<string>> Run)
{
    /// <summary>A command without arguments that answers at once.</summary>
    public static TalkCommand Of(string words, string help, Func<TalkContext, string> answer) =>
        new(words, help, (context, _, _) => ValueTask.FromResult(answer(context)));
}
