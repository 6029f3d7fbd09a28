using CernVM.Cvmfs.Formats.Manifests;
using CernVM.Cvmfs.Server.Pipeline;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>The outcome of a publish.</summary>
/// <param name="Manifest">The manifest now in force.</param>
/// <param name="Counters">What was done.</param>
/// <param name="IsNewRevision">False when nothing had changed and the old revision stands.</param>
public sealed record PublishResult(Manifest Manifest, PublishCounters Counters, bool IsNewRevision);
