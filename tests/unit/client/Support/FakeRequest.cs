namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>A request as the scripted server saw it; <paramref name="Path"/> is relative to the base URL.</summary>
internal sealed record FakeRequest(string Target, string Path, IReadOnlyDictionary<string, string> Headers)
{
    public string Body { get; init; } = "";
}
