namespace CernVM.Benchmarks.Client.Reports;

/// <summary>One measurement of one contender.</summary>
/// <param name="Value">Seconds, or MiB where the line says so.</param>
/// <param name="ClientCpu">Processor time of the client meanwhile, in seconds.</param>
/// <param name="PeakMebibytes">Most resident memory of the client so far; 0 for a plain tree.</param>
internal readonly record struct Sample(double Value, double ClientCpu, double PeakMebibytes);
