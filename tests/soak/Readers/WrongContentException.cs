namespace CernVM.Soak.Readers;

/// <summary>The mount showed what it must not. The run ends; the mount is left to be looked at until then.</summary>
internal sealed class WrongContentException(string path, string what) : Exception($"{path}: {what}");
