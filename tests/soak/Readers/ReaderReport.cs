namespace CernVM.Soak.Readers;

/// <summary>What one reading process did.</summary>
internal readonly record struct ReaderReport(long Files, long Bytes);
