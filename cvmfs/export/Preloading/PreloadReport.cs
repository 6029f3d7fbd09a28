using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Export.Preloading;

/// <summary>What a complete run did.</summary>
/// <param name="Revision">The revision that the cache now holds.</param>
/// <param name="Catalogs">Catalogs that were brought.</param>
/// <param name="Fetched">Objects of file data that were brought.</param>
/// <param name="Processed">Objects of file data that the new catalogs name.</param>
/// <param name="Bytes">Bytes that were transferred.</param>
public sealed record PreloadReport(Revision Revision, int Catalogs, long Fetched, long Processed, long Bytes);
