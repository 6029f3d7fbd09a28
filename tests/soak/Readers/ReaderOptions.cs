namespace CernVM.Soak.Readers;

/// <summary>What one reading process is told.</summary>
/// <param name="Mount">Directory to read below.</param>
/// <param name="Seed">Of its choices.</param>
/// <param name="Until">When it ends.</param>
internal sealed record ReaderOptions(string Mount, int Seed, DateTimeOffset Until);
