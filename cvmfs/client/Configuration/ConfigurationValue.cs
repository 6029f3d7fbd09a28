namespace CernVM.Cvmfs.Client.Configuration;

/// <summary>One parameter's value and where it was set last.</summary>
public sealed record ConfigurationValue(string Key, string Value, string File, int Line);
