using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Mount.Verification;

namespace CernVM.Cvmfs.Tools.Client.Fsck;

/// <summary>Checks every object of a cache directory and repairs what it may.</summary>
internal sealed class CacheCheck(FsckOptions options, FsckReport report)
{
    private const int Folders = 256;

    /// <summary>Runs to the end.</summary>
    public FsckExit Run(CancellationToken cancel)
    {
        if (Directory.EnumerateFileSystemEntries(Path.Combine(options.Directory, "txn")).Any())
        {
            report.Line($"Warning: temporary directory {options.Directory}/txn is not empty\n"
                + "If this repository is currently _not_ mounted, you can remove its contents");
        }

        if (MissingFolder() is { } missing)
        {
            Console.Error.WriteLine($"Invalid cache directory, {missing} does not exist");
            return FsckExit.Unfixed;
        }

        report.Begin();
        Parallel.ForEach(
            Files(), new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancel }, file => Check(file.Path, file.Name, cancel));
        report.Verified();
        if (options.Rebuild || report.IsModified)
            RemoveDatabase();
        report.End();
        return report.Exit;
    }

    private string? MissingFolder()
    {
        for (var index = 0; index < Folders; index++)
        {
            var folder = $"{options.Directory}/{index:x2}";
            if (!Directory.Exists(folder))
                return folder;
        }

        return null;
    }

    private IEnumerable<(string Path, string Name)> Files()
    {
        for (var index = 0; index < Folders; index++)
        {
            var folder = index.ToString("x2");
            report.Detail($"Entering {folder}");
            foreach (var entry in new DirectoryInfo($"{options.Directory}/{folder}").EnumerateFileSystemInfos())
            {
                var path = $"{options.Directory}/{folder}/{entry.Name}";
                if (entry is not FileInfo || entry.LinkTarget is not null)
                    report.Line($"Warning: {path} is not a regular file");
                else
                    yield return (path, folder + entry.Name);
            }
        }
    }

    private void Check(string path, string name, CancellationToken cancel)
    {
        report.Checking(path);
        if (path.EndsWith('T'))
        {
            report.TemporaryCatalog(path);
            if (options.Fix)
                RemoveTemporary(path);
            return;
        }

        if (!ContentHash.TryParse(name, out var expected))
        {
            report.Line($"Warning: {path} is not an object");
            return;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (ObjectVerifier.FindMismatch(file, expected, cancel) is { } actual)
                Handle(path, name, actual);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            report.Operational($"Error: cannot open {path}: {failure.Message}");
        }
    }

    private void Handle(string path, string name, ContentHash actual)
    {
        if (!options.Fix)
        {
            report.Corrupt(path, wasRemoved: false);
            report.Unfixed($"Error: {path} has compressed checksum {actual}, delete this file from cache directory!");
            return;
        }

        try
        {
            File.Move(path, $"{options.Directory}/quarantaine/{name}", overwrite: true);
            report.Corrupt(path, wasRemoved: true);
            report.Fixed($"Fix: {path} is corrupted, moved to quarantaine folder");
            return;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            report.Line($"Warning: failed to move {path} into quarantaine folder");
        }

        var isGone = TryDelete(path);
        report.Corrupt(path, isGone);
        if (isGone)
            report.Fixed($"Fix: {path} is corrupted, file unlinked");
        else
            report.Unfixed($"Error: {path} is corrupted, could not unlink");
    }

    private void RemoveTemporary(string path)
    {
        if (TryDelete(path))
            report.Fixed($"Fix: {path} unlinked");
        else
            report.Unfixed($"Error: failed to unlink {path}");
    }

    private void RemoveDatabase()
    {
        var database = $"{options.Directory}/cachedb";
        if (!File.Exists(database))
            return;
        if (TryDelete(database) && TryDelete(database + "-journal"))
            report.Fixed("Fix: managed cache db unlinked, will be rebuilt on next mount");
        else
            report.Unfixed("Error: could not unlink managed cache database");
    }

    private static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
