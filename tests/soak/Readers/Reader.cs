using System.Buffers;
using CernVM.Soak.Content;

namespace CernVM.Soak.Readers;

/// <summary>A process that reads what it likes and believes nothing.</summary>
internal sealed class Reader(ReaderOptions options)
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(8);

    private readonly Random _random = new(options.Seed);
    private readonly Dictionary<string, int> _seen = [];
    private long _files, _bytes;

    /// <summary>Reads until it is time.</summary>
    /// <exception cref="WrongContentException">The mount showed something that was never published, or an older version after a newer.</exception>
    public ReaderReport Run()
    {
        while (DateTimeOffset.UtcNow < options.Until)
        {
            var directories = Directory.GetDirectories(options.Mount);
            if (directories.Length == 0)
                throw new WrongContentException(options.Mount, "the root is empty");
            var directory = directories[_random.Next(directories.Length)];
            var isPassing = Path.GetFileName(directory).StartsWith(SourceTree.PassingPrefix, StringComparison.Ordinal);
            try
            {
                ReadSome(directory);
            }
            catch (IOException failure) when (isPassing && failure is FileNotFoundException or DirectoryNotFoundException)
            {
                // A new revision took the directory away between listing and opening.
                _files++;
            }
        }

        return new ReaderReport(_files, _bytes);
    }

    private void ReadSome(string directory)
    {
        var files = Directory.GetFiles(directory).Where(file => !file.EndsWith(".cvmfscatalog", StringComparison.Ordinal)).ToArray();
        for (var count = Math.Min(files.Length, 1 + _random.Next(10)); count > 0; count--)
            ReadFile(files[_random.Next(files.Length)]);
    }

    private void ReadFile(string file)
    {
        var path = Path.GetRelativePath(options.Mount, file);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            stream.ReadExactly(buffer, 0, SelfDescribingFile.HeaderLength);
            if (SelfDescribingFile.ReadHeader(buffer) is not var (version, length))
                throw new WrongContentException(path, "no header");
            if (stream.Length != length)
                throw new WrongContentException(path, $"version {version} has {stream.Length} bytes instead of {length}");
            Remember(path, version);
            if (_random.Next(30) == 0)
                Thread.Sleep(s_longestPause * _random.NextDouble());
            CheckRanges(stream, path, version, buffer);
            _files++;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void CheckRanges(FileStream stream, string path, int version, byte[] buffer)
    {
        var jumps = stream.Length > buffer.Length && _random.Next(3) > 0;
        var left = jumps ? 4 : int.MaxValue;
        while (left-- > 0)
        {
            if (jumps)
                stream.Position = SelfDescribingFile.HeaderLength + _random.NextInt64(stream.Length - SelfDescribingFile.HeaderLength);
            var position = stream.Position;
            var count = stream.Read(buffer, 0, 1 + _random.Next(buffer.Length));
            if (count == 0)
            {
                if (position < stream.Length)
                    throw new WrongContentException(path, $"version {version} ends at {position} of {stream.Length}");
                return;
            }

            if (SelfDescribingFile.FirstWrong(buffer.AsSpan(0, count), path, version, position) is { } wrong)
                throw new WrongContentException(path, $"version {version} has a wrong byte at {wrong}");
            _bytes += count;
        }
    }

    private void Remember(string path, int version)
    {
        if (_seen.TryGetValue(path, out var before) && version < before)
            throw new WrongContentException(path, $"version {version} after version {before}");
        _seen[path] = version;
    }
}
