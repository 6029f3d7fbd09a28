using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>
/// Copies a part of a repository into a directory tree that needs no client: file content once by its hash, hard-linked to where it belongs. Repeating
/// it brings what changed. Steps: 1 repository, 2 places, 3 tree and files, 4 directories' metadata, 5 garbage collection.
/// </summary>
public static class Shrinkwrapper
{
    /// <summary>Runs an export; single entries that fail are told and counted, the rest is exported.</summary>
    /// <returns>The number of entries that failed.</returns>
    public static async Task<ClientResult<int>> RunAsync(
        ShrinkwrapOptions options, ClientServices services, ShrinkwrapCounters counters, Action<string> say, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(say);

        // 1
        var opened = await RepositoryClient.OpenAsync(options.Source, services, cancel);
        if (!opened.IsOk)
            return opened.Failure;
        await using var client = opened.Value;
        try
        {
            // 2
            var folder = Path.Combine(options.Base, client.Name.ToString());
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Combine(folder, System.Text.Encoding.ASCII.GetString(ImageNames.Warning)), ImageNames.Warning);
            using var data = DataDirectory.Open(options.Data);
            var place = DirectoryHandle.Open(folder);
            using var image = place.IsOk ? place.Value : throw new IOException($"{folder} cannot be opened: {place.Error.Describe()}.");

            // 3
            var context = new ExportContext(client, image, data, counters, say);
            await ExportAsync(context, options, cancel);

            // 5
            if (options.CollectGarbage)
                Collect(data, say, cancel);
            return context.Failures;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or LinuxException)
        {
            return new ClientFailure(ClientFailureKind.LocalStorage, $"The export into {options.Base} failed: {failure.Message}");
        }
    }

    private static async Task ExportAsync(ExportContext context, ShrinkwrapOptions options, CancellationToken cancel)
    {
        var files = new FileExporter(context);
        var walk = new ImageWalk(context, files);
        var copying = files.RunAsync(Math.Max(1, options.Parallel), cancel);
        try
        {
            await walk.SyncAsync(context.Client.Root, options.Specification.Root, [], cancel);
        }
        finally
        {
            files.NoMore();
            await copying;
        }

        // 4
        walk.FinishDirectories();
    }

    private static void Collect(DataDirectory data, Action<string> say, CancellationToken cancel)
    {
        if (data.CollectGarbage(cancel) is { } removed)
            say($"Garbage collection removed {removed.Files} files, {removed.Bytes} bytes");
        else
            say("Garbage collection is left out: another export uses the data directory");
    }
}
