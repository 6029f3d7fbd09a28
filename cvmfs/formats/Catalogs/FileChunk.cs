using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>One piece of a chunked file: plain bytes <c>[Offset, Offset + Size)</c>, stored as an object of kind chunk.</summary>
public readonly record struct FileChunk(long Offset, long Size, ContentHash Hash);
