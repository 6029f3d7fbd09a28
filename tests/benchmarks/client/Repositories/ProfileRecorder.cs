using CernVM.Benchmarks.Client.Contenders;
using CernVM.Benchmarks.Client.Processes;

namespace CernVM.Benchmarks.Client.Repositories;

/// <summary>Makes an access profile as a publisher does (docs/operations/distance.md): the start-up runs once while our client notes what it opens.</summary>
internal sealed class ProfileRecorder(string bin, Contender client)
{
    private const string FileName = ".cvmfsprofile";

    /// <summary>Records a piece of work on a mount with an empty cache and writes the profile into the repository's tree, to be published.</summary>
    public async Task RecordAsync(PublishedRepository repository, int port, string cache, Func<Place, Task> work, CancellationToken cancel)
    {
        await using var place = await client.ShowAsync(repository, port, cache, cancel);
        var socket = Directory.EnumerateFiles(cache, "cvmfs_io.*", SearchOption.AllDirectories).First();
        _ = await TalkAsync(socket, ["profile", "start", "benchmark"], cancel);
        await work(place);
        await File.WriteAllTextAsync(Path.Combine(repository.Source, FileName), await TalkAsync(socket, ["profile", "stop", "/"], cancel), cancel);
    }

    private async Task<string> TalkAsync(string socket, string[] command, CancellationToken cancel) =>
        await Command.OutputAsync([Path.Combine(bin, "cvmfs_talk"), "-p", socket, .. command], cancel)
        ?? throw new InvalidOperationException($"'cvmfs_talk {string.Join(' ', command)}' failed: the client under test cannot record access profiles.");
}
