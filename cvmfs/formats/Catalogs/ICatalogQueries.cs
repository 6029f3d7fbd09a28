using CernVM.Cvmfs.Formats.Hashing;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>What is asked of an open catalog again and again. Any number of threads; damage is a <see cref="MalformedDataException"/>.</summary>
internal interface ICatalogQueries
{
    DirectoryEntry? Lookup(PathHash path);

    CatalogRow? Row(long rowId);

    CatalogRow? Row(PathHash path);

    void List<TState>(PathHash directory, TState state, Action<TState, DirectoryEntry> onEntry);

    IReadOnlyList<FileChunk> Chunks(PathHash path, ContentHashAlgorithm algorithm);
}
