using System.Diagnostics.CodeAnalysis;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Fuse.Session;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Tree;
using CernVM.Cvmfs.Mount.Xattrs;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Mount.Replacement;

/// <summary>
/// Puts a new process of the program that now has this one's name in charge of the mount. Whatever goes wrong before it serves, this one goes on.
/// Steps: 1 the session rests, 2 the state is written, 3 the successor starts and restores it, 4 it takes over, 5 this process leaves.
/// </summary>
internal sealed class MountReplacement(MagicContext magic, CvmfsFileSystem files, FuseSession session, RevisionUpdater updater) : IDisposable
{
    /// <summary>Ours: longer than a download with its retries takes.</summary>
    private static readonly TimeSpan RestLimit = TimeSpan.FromSeconds(60);

    /// <summary>Ours: the successor opens the cache and the catalogs of open files.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    /// <summary>The file system, which knows the open files.</summary>
    public CvmfsFileSystem Files => files;

    /// <summary>The process that serves now instead of this one, or null.</summary>
    public Successor? Successor { get; private set; }

    /// <summary>A copy of the mount's device, for another process.</summary>
    public LinuxResult<SafeFileHandle> CopyDevice() => session.DuplicateDevice();

    /// <summary>Runs steps 1 to 4. The answer is a failure, and then nothing has changed.</summary>
    /// <param name="wipe">Whether to empty the cache, but for what is pinned.</param>
    /// <param name="debug">Whether the next process logs every step; null when its configuration decides.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ClientFailure?> ReplaceAsync(bool wipe, bool? debug, CancellationToken cancel)
    {
        if (Successor is not null)
            return Failed("another process serves it already");
        using var quiet = await updater.HoldAsync(cancel);

        // 1
        if (!await session.RestAsync(RestLimit, files.OpenFileNode, cancel))
            return Failed("requests under way are not answered in time, or the mount cannot be reached by its path; try again later");
        var failure = await TryReplaceAsync(wipe, debug, cancel);
        if (failure is not null)
        {
            session.Continue();
            magic.Log.Error(MountEvent.ReplacementFailed, $"{failure.Message}. Version {ProductVersion.Number} goes on.");
        }

        return failure;
    }

    /// <summary>Step 5, after the last answer on the control socket.</summary>
    public void Leave()
    {
        if (Successor is null)
            return;
        magic.Log.Information(MountEvent.Replaced, $"{Successor} serves {magic.Client.Name} from now on.");
        session.HandOver();
    }

    /// <inheritdoc/>
    public void Dispose() => Successor?.Dispose();

    [SuppressMessage("Reliability", "CA2000", Justification = "The successor is kept, or disposed of where it failed.")]
    private async Task<ClientFailure?> TryReplaceAsync(bool wipe, bool? debug, CancellationToken cancel)
    {
        if (wipe)
        {
            magic.Client.DetachNestedCatalogs();
            magic.Client.CleanupCache(0);
        }

        // 2
        var state = files.Save(session.State, out var descriptors) with { Debug = debug };
        var memory = MemoryFile.CreateSealed("cvmfs-mount-state", MountStateWriter.Write(state));
        var device = session.DuplicateDevice();
        if (!memory.IsOk || !device.IsOk)
            return Failed($"its state cannot be written: {(memory.IsOk ? device.Error : memory.Error).Describe()}");
        using var writtenState = memory.Value;
        using var sharedDevice = device.Value;

        // 3
        if (Replacement.Successor.Start(out var error) is not { } successor)
            return Failed(error);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(StartLimit);
        if (await DriveAsync(successor, sharedDevice, writtenState, descriptors, limit.Token) is { } refusal)
        {
            successor.Kill();
            successor.Dispose();
            return Failed(refusal);
        }

        Successor = successor;
        return null;
    }

    private static async Task<string?> DriveAsync(
        Successor successor, SafeFileHandle device, SafeFileHandle state, IReadOnlyList<SafeFileHandle> descriptors, CancellationToken cancel)
    {
        try
        {
            var sent = successor.Send(device, state, descriptors);
            if (!sent.IsOk)
                return $"{successor} did not take its state: {sent.Error.Describe()}";
            if (await successor.HearAsync(cancel) is var first and not HandOverTalk.Ready)
                return first is null ? $"{successor} ended before it was ready" : $"{successor} refused: {first}";

            // 4
            if (!successor.TrySay(HandOverTalk.Go))
                return $"{successor} ended before it took over";
            return await successor.HearAsync(cancel) is var second and not HandOverTalk.Serving ? second ?? $"{successor} ended while it took over" : null;
        }
        catch (OperationCanceledException)
        {
            return $"{successor} was not ready in time";
        }
    }

    private ClientFailure Failed(string reason) => new(ClientFailureKind.Unknown, $"The client of {magic.Client.Name} was not replaced: {reason}");
}
