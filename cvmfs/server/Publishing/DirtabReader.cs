using CernVM.Cvmfs.Formats;
using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Server.Catalogs;
using CernVM.Cvmfs.Server.Pipeline;
using CernVM.Cvmfs.Server.Planning;
using CernVM.Cvmfs.Server.Sources;

namespace CernVM.Cvmfs.Server.Publishing;

/// <summary>Finds the rules for nested catalogs that hold for the next revision: the new <c>/.cvmfsdirtab</c>, or else the published one.</summary>
internal static class DirtabReader
{
    private const int LongestDirtab = 16 << 20;

    public static async Task<Dirtab> ReadAsync(
        IChangeSource source, BaseCatalog root, ObjectReader objects, ReadOnlyMemory<byte> extra, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>();
        var text = FromSource(source) ?? await FromBaseAsync(source, root, objects, cancellationToken);
        var rules = text is null ? Dirtab.Empty : Dirtab.Parse(text, mistakes);
        var extraRules = Dirtab.Parse(extra.Span, mistakes);
        return mistakes.Count == 0 ? rules!.And(extraRules!) : throw new ServerException("SRV051", string.Join('\n', mistakes));
    }

    private static byte[]? FromSource(IChangeSource source)
    {
        var found = source.Read(RepositoryPath.Root).Entries.FirstOrDefault(IsDirtab);
        if (found is not { IsRegular: true } || found.Size > LongestDirtab)
            return null;
        using var file = source.Open(RepositoryPath.Root.Combine(SpecialNames.Dirtab));
        var text = new byte[found.Size];
        var length = RandomAccess.Read(file, text, 0);
        return text[..length];
    }

    private static async Task<byte[]?> FromBaseAsync(IChangeSource source, BaseCatalog root, ObjectReader objects, CancellationToken cancellationToken)
    {
        var listing = source.Read(RepositoryPath.Root);
        var isGone = listing.IsComplete || listing.Removed.Any(name => name.Span.SequenceEqual(SpecialNames.Dirtab));
        if (isGone || !root.Reader.TryLookup(PathHash.Of(RepositoryPath.Root.Combine(SpecialNames.Dirtab)), out var row) || !row.IsRegular)
            return null;
        return await objects.ReadAsync(new ObjectName(row.Hash, ObjectKind.Bulk), cancellationToken);
    }

    private static bool IsDirtab(SourceEntry entry) => entry.Name.Span.SequenceEqual(SpecialNames.Dirtab);
}
