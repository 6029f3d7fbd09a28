namespace CernVM.Soak.Content;

/// <summary>
/// What is published: directories of small files that always exist, a few files of several chunks, and directories that come and go. A step makes it the next version.
/// </summary>
internal sealed class SourceTree
{
    /// <summary>Prefix of the directories that come and go.</summary>
    public const string PassingPrefix = "passing-";

    private const int Directories = 40, FilesEach = 50, LargeFiles = 3, PassingDirectories = 8, ChangesPerStep = 60;
    private const int SmallFile = 60_000;

    // Beyond the largest chunk of a publisher with default settings, so it is always cut.
    private const int LargeFile = 18_000_000;

    private readonly string _root;
    private readonly Random _random;

    public SourceTree(string root, int seed)
    {
        _root = root;
        _random = new Random(seed);
        for (var file = 0; file < LargeFiles; file++)
            Write($"large/{file}", LargeFile);
        for (var directory = 0; directory < Directories; directory++)
        {
            for (var file = 0; file < FilesEach; file++)
                Write($"stable-{directory}/{file}", SelfDescribingFile.HeaderLength + _random.Next(SmallFile));
            if (directory % 4 == 0)
                File.Create(Path.Combine(_root, $"stable-{directory}/.cvmfscatalog")).Dispose();
        }
    }

    /// <summary>Number of the version that stands in the files that the last step wrote.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Makes the next version.</summary>
    public void Step()
    {
        Version++;
        for (var change = 0; change < ChangesPerStep; change++)
            Write($"stable-{_random.Next(Directories)}/{_random.Next(FilesEach)}", SelfDescribingFile.HeaderLength + _random.Next(SmallFile));
        if (Version % 7 == 0)
            Write($"large/{_random.Next(LargeFiles)}", LargeFile + _random.Next(1000));

        var passing = $"{PassingPrefix}{_random.Next(PassingDirectories)}";
        if (Directory.Exists(Path.Combine(_root, passing)))
            Directory.Delete(Path.Combine(_root, passing), recursive: true);
        else
            Enumerable.Range(0, 10).ToList().ForEach(file => Write($"{passing}/{file}", SelfDescribingFile.HeaderLength + _random.Next(SmallFile)));
    }

    private void Write(string path, int length)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        SelfDescribingFile.Write(file, path, Version, length);
    }
}
