namespace CernVM.Builder.Tooling.Yaml;

/// <summary>A value and the place of the file that it was read from, counted from 1.</summary>
public readonly record struct Located<T>(T Value, int Line, int Column);
