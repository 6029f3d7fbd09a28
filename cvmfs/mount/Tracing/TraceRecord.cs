using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Mount.Tracing;

/// <summary>One access that waits to be written.</summary>
internal readonly record struct TraceRecord(DateTimeOffset Time, TraceEvent Event, RepositoryPath Path, string? Place, string Text);
