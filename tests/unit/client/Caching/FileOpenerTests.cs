using System.Text;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Tests.Caching;

/// <summary>A host's own way to open files of the cache.</summary>
public sealed class FileOpenerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _asked = [];

    public static TheoryData<ContentHashAlgorithm> Algorithms => new(Enum.GetValues<ContentHashAlgorithm>());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void It_is_asked_for_the_path_that_the_object_has(ContentHashAlgorithm algorithm)
    {
        var hash = ContentHash.Compute(algorithm, "content"u8);
        using var cache = Open(_folder.Path, (string _, out bool isAbsent) =>
        {
            isAbsent = true;
            return null;
        });
        Assert.Null(cache.TryOpen(hash, out var failure));
        Assert.Null(failure);
        Assert.Equal([cache.PathOf(hash)], _asked);
    }

    [Fact]
    public void A_long_root_is_no_hindrance()
    {
        var root = Path.Combine([_folder.Path, .. Enumerable.Repeat(new string('x', 200), 5)]);
        var hash = ContentHash.Compute(ContentHashAlgorithm.Sha1, "content"u8);
        using var cache = Open(root, (string path, out bool isAbsent) =>
        {
            isAbsent = false;
            return File.OpenHandle(path);
        });
        File.WriteAllBytes(cache.PathOf(hash), "content"u8);
        using var handle = cache.TryOpen(hash, out _);
        Assert.Equal(7, RandomAccess.GetLength(handle!));
    }

    [Fact]
    public void What_it_cannot_open_is_tried_again_and_explained()
    {
        var hash = ContentHash.Compute(ContentHashAlgorithm.Sha1, "content"u8);
        using var cache = Open(_folder.Path, (string _, out bool isAbsent) =>
        {
            isAbsent = false;
            return null;
        });
        File.CreateSymbolicLink(cache.PathOf(hash), cache.PathOf(hash));
        Assert.Null(cache.TryOpen(hash, out var failure));
        Assert.Contains(cache.PathOf(hash), failure!.Message, StringComparison.Ordinal);

        File.Delete(cache.PathOf(hash));
        File.WriteAllBytes(cache.PathOf(hash), "content"u8);
        using var handle = cache.TryOpen(hash, out failure);
        Assert.NotNull(handle);
        Assert.Null(failure);
    }

    private delegate SafeFileHandle? TextOpener(string path, out bool isAbsent);

    private CacheDirectory Open(string root, TextOpener open)
    {
        Directory.CreateDirectory(root);
        return CacheDirectory.Open(root, CacheDirectoryKind.Own, new ClientServices
        {
            OpenFile = (path, out isAbsent) =>
            {
                _asked.Add(Encoding.UTF8.GetString(path));
                return open(_asked[^1], out isAbsent);
            },
        }).Value;
    }
}
