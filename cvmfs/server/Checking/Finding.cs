namespace CernVM.Cvmfs.Server.Checking;

/// <summary>Something that is wrong with a repository.</summary>
/// <param name="Id">Stable identifier, <c>CHK…</c>.</param>
/// <param name="Where">Catalog or path.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record Finding(string Id, string Where, string Message);
