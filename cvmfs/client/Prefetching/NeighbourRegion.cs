using CernVM.Cvmfs.Formats;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>A part of the tree whose files are likely to be opened.</summary>
/// <param name="Directory">Its top.</param>
/// <param name="Depth">Levels of directories below the top that belong to it.</param>
/// <param name="Start">Name of the file that was opened last; those behind it come first.</param>
/// <param name="Classes">Kinds of files that are opened there (<see cref="NameClass"/>), or null for all.</param>
internal sealed record NeighbourRegion(RepositoryPath Directory, int Depth, ReadOnlyMemory<byte> Start, IReadOnlySet<string>? Classes);
