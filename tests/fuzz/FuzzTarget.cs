namespace CernVM.Fuzz;

/// <summary>
/// One reader of hostile bytes. It must end soon with a value, whatever the bytes are; an exception that escapes is a find. The signature is that of SharpFuzz's
/// <c>Fuzzer.LibFuzzer.Run</c>, so that a target can be given to it as it is.
/// </summary>
/// <param name="Name">Name of the target.</param>
/// <param name="Run">Reads the bytes once.</param>
internal sealed record FuzzTarget(string Name, Action<ReadOnlySpan<byte>> Run)
{
    /// <summary>Folder in <c>corpus</c>, where it is that of another target.</summary>
    public string Corpus { get; init; } = Name;
}
