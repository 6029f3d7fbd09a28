namespace CernVM.Cvmfs.Formats;

/// <summary>What a strict reader found wrong with its input. An ordinary value: bad bytes are expected, never an exception.</summary>
/// <param name="Id">Stable number of the rule that was broken, such as <c>MAN003</c>; listed in docs/formats.</param>
/// <param name="Message">The thing, the cause and the cure, for the person who reads the log.</param>
/// <param name="Offset">Byte offset (text and binary formats) or row id (databases) of the fault; null when it has no place.</param>
public sealed record FormatError(string Id, string Message, long? Offset = null)
{
    /// <summary>One line: id, message and place.</summary>
    public override string ToString() => Offset is { } offset ? $"{Id}: {Message} (at {offset})" : $"{Id}: {Message}";
}
