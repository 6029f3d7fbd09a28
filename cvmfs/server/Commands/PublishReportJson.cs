using CernVM.Cvmfs.Server.Pipeline;

namespace CernVM.Cvmfs.Server.Commands;

/// <summary>The result of a publish as JSON.</summary>
internal sealed record PublishReportJson(
    string Repository, ulong Revision, string RootCatalog, string? Tag, bool IsNewRevision, double Seconds, PublishCounters Counters);
