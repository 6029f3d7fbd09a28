using CernVM.Cvmfs.Client;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>A regular file that is to appear in the image.</summary>
/// <param name="Node">The file.</param>
/// <param name="Path">Where in the image, relative to its root.</param>
internal readonly record struct ExportJob(RepositoryNode Node, byte[] Path);
