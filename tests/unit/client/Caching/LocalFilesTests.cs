using System.Text;
using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Tests.Support;
using CernVM.Cvmfs.Formats.Hashing;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Client.Tests.Caching;

/// <summary>A host's own way to files of the cache.</summary>
public sealed class LocalFilesTests : IDisposable
{
    private static readonly ContentHash s_hash = ContentHash.Compute(ContentHashAlgorithm.Sha1, "content"u8);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeFiles _files = new();

    public static TheoryData<ContentHashAlgorithm> Algorithms => new(Enum.GetValues<ContentHashAlgorithm>());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_host_is_asked_for_the_path_that_the_object_has(ContentHashAlgorithm algorithm)
    {
        var hash = ContentHash.Compute(algorithm, "content"u8);
        using var cache = Open(_folder.Path);
        Assert.Null(cache.TryOpen(hash, out var failure));
        Assert.Null(failure);
        Assert.Equal([cache.PathOf(hash)], _files.Opened);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_object_comes_in_and_is_opened_whether_the_host_does_it_or_declines(bool declines)
    {
        // Longer than what fits on the stack.
        using var cache = Open(Path.Combine([_folder.Path, .. Enumerable.Repeat(new string('x', 200), 5)]));
        _files.Declines = declines;
        using (var coming = cache.CreateTemporary(s_hash))
        {
            coming.Content.Write("content"u8);
            cache.Commit(coming, s_hash);
            Assert.False(File.Exists(coming.Path));
        }

        using var handle = cache.TryOpen(s_hash, out _);
        Assert.Equal(7, RandomAccess.GetLength(handle!));
        Assert.Equal(declines ? [] : [(CacheLayout.ModeOfFiles(CacheDirectoryKind.Own), cache.PathOf(s_hash))], _files.Made);
    }

    [Fact]
    public void What_the_host_cannot_open_is_tried_again_and_explained()
    {
        using var cache = Open(_folder.Path);
        _files.Declines = true;
        File.CreateSymbolicLink(cache.PathOf(s_hash), cache.PathOf(s_hash));
        Assert.Null(cache.TryOpen(s_hash, out var failure));
        Assert.Contains(cache.PathOf(s_hash), failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Temporary_files_of_two_processes_have_different_names()
    {
        using var one = Open(_folder.Path);
        using var other = Open(_folder.Path);
        var names = new HashSet<string>();
        for (var i = 0; i < 20; i++)
        {
            using var first = one.CreateTemporary(s_hash);
            using var second = other.CreateTemporary(s_hash);
            Assert.True(names.Add(first.Path));
            Assert.True(names.Add(second.Path));
        }
    }

    private CacheDirectory Open(string root)
    {
        Directory.CreateDirectory(root);
        return CacheDirectory.Open(root, CacheDirectoryKind.Own, new ClientServices { LocalFiles = _files }).Value;
    }

    private sealed class FakeFiles : ILocalFiles
    {
        private UnixFileMode _mode;

        public bool Declines { get; set; }

        public List<string> Opened { get; } = [];

        public List<(UnixFileMode Mode, string Path)> Made { get; } = [];

        public SafeFileHandle? TryOpen(ReadOnlySpan<byte> path, out bool isAbsent)
        {
            Opened.Add(Encoding.UTF8.GetString(path));
            isAbsent = !Declines && !File.Exists(Opened[^1]);
            return Declines || isAbsent ? null : File.OpenHandle(Opened[^1]);
        }

        public SafeFileHandle? TryCreate(string path, UnixFileMode mode)
        {
            _mode = mode;
            return Declines ? null : File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        }

        public bool TryRename(string from, string to)
        {
            if (Declines)
                return false;
            File.Move(from, to, overwrite: true);
            Made.Add((_mode, to));
            return true;
        }
    }
}
