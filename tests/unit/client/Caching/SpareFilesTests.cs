using CernVM.Cvmfs.Client.Caching;
using CernVM.Cvmfs.Client.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace CernVM.Cvmfs.Client.Tests.Caching;

public sealed class SpareFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private int _made;

    [Fact(Timeout = 60_000)]
    public async Task Only_a_burst_has_files_made_ahead()
    {
        using var spares = new SpareFiles(Make, _time);
        Assert.Null(spares.TryTake());
        Assert.Equal(0, Volatile.Read(ref _made));
        using var taken = await TakeOneAsync(spares);
        Assert.True(File.Exists(taken.Path));
        Assert.Equal(0, taken.Content.Length);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_not_needed_goes_after_a_while()
    {
        using var spares = new SpareFiles(Make, _time);
        (await TakeOneAsync(spares)).Dispose();
        while (Directory.GetFiles(_folder.Path).Length > 1)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Nothing_is_made_once_the_files_are_disposed_of()
    {
        for (var i = 0; i < 50; i++)
        {
            var spares = new SpareFiles(Make, _time);
            (await TakeOneAsync(spares)).Dispose();
            spares.Dispose();
            var made = Volatile.Read(ref _made);
            var files = Directory.GetFiles(_folder.Path).Length;
            await Task.Yield();
            Assert.Equal((made, files), (Volatile.Read(ref _made), Directory.GetFiles(_folder.Path).Length));
            Assert.Equal(i + 1, files);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_directory_that_cannot_be_written_gives_none()
    {
        using var spares = new SpareFiles(() => throw new IOException("read-only"), _time);
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(spares.TryTake());
            await Task.Yield();
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<TemporaryFile> TakeOneAsync(SpareFiles spares)
    {
        TemporaryFile? taken;
        while ((taken = spares.TryTake()) is null)
            await Task.Yield();
        return taken;
    }

    private TemporaryFile Make()
    {
        var path = _folder[$"spare{Interlocked.Increment(ref _made)}"];
        return new TemporaryFile(new FileStream(path, FileMode.CreateNew), path);
    }
}
