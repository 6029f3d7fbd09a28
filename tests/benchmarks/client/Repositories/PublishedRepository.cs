namespace CernVM.Benchmarks.Client.Repositories;

/// <summary>A repository that this program made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PublicKey">File with the key that clients trust.</param>
/// <param name="Source">The same tree on the disk.</param>
internal sealed record PublishedRepository(string Name, string PublicKey, string Source);
