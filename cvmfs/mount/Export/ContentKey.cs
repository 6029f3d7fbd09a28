using CernVM.Cvmfs.Formats.Catalogs;
using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Mount.Export;

/// <summary>Tells contents of one path apart. A chunked file may have no hash of its own.</summary>
internal readonly record struct ContentKey(ContentHash Hash, ulong Size, long ModificationTime)
{
    /// <summary>The content of a row.</summary>
    public static ContentKey Of(DirectoryEntry entry) => new(entry.Hash, entry.Size, entry.ModificationTime);
}
