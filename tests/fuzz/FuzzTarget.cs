namespace CernVM.Fuzz;

/// <summary>
/// One reader of hostile bytes. It must end soon with a value, whatever the bytes are; an exception that escapes is a find. The signature is that of SharpFuzz's
/// <c>Fuzzer.LibFuzzer.Run</c>, so that a target can be given to it as it is.
/// </summary>
/// <param name="Name">Name of the target and of its folder in <c>corpus</c>.</param>
/// <param name="Run">Reads the bytes once.</param>
internal sealed record FuzzTarget(string Name, Action<ReadOnlySpan<byte>> Run);
