using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>An entry together with the keys by which it hangs in the tree.</summary>
public readonly record struct CatalogRow(PathHash Path, PathHash Parent, DirectoryEntry Entry);
