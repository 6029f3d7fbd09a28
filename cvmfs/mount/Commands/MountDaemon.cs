using System.Net.Sockets;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Fuse.Session;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Mount.Export;
using CernVM.Cvmfs.Mount.Instrumentation;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Ownership;
using CernVM.Cvmfs.Mount.Replacement;
using CernVM.Cvmfs.Mount.Supervision;
using CernVM.Cvmfs.Mount.Talk;
using CernVM.Cvmfs.Mount.Tracing;
using CernVM.Cvmfs.Mount.Tree;
using CernVM.Cvmfs.Mount.Xattrs;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>The process behind one mount, from opening the repository to the last answer.</summary>
internal static class MountDaemon
{
    /// <summary>Environment variable that asks for a process name with <c>@</c> in front, which systemd spares at shutdown.</summary>
    public const string ProtectedNameVariable = "CVMFS_PROTECTED_NAME";

    /// <summary>
    /// Serves until the file system is unmounted, another process goes on, or the token is cancelled. Steps: 1 process, 2 repository, 3 mount, or what
    /// another process has served, 4 control socket, 5 ready, 6 wait, 7 end in the opposite order.
    /// </summary>
    public static async Task<LoaderExitCode> RunAsync(MountOptions options, ClientSettings settings, MountExtensions extensions, CancellationToken cancel)
    {
        OwnProgram.Remember();
        DaemonProcess.TakeProtectedName();
        if (CredentialDrop.Apply(options, settings) is { } refusal)
        {
            Console.Error.WriteLine($"{MountCommand.Name}: {refusal}");
            return LoaderExitCode.Permission;
        }

        // 1
        var clock = TimeProvider.System;
        var error = "";
        using var predecessor = options.ResumeFrom is { } socket ? Predecessor.Meet(socket, out error) : null;
        options = options with { Debug = DebugMode.IsOn(options, settings, predecessor?.State) };
        using var log = MountLogFactory.Create(settings, options.Foreground, options.Debug, clock, out var complaints);
        foreach (var complaint in complaints)
            Console.Error.WriteLine($"{MountCommand.Name}: warning: {complaint}");
        if (options.ResumeFrom is not null && predecessor is null)
            return Fail(LoaderExitCode.RestoreState, error, log);
        if (options.Debug)
            log.Warning(MountEvent.DebugMode, $"Every step is logged to {DebugMode.PlaceOf(options, settings)}.");
        var ownership = OwnershipPolicyFactory.Create(options, settings.Presentation, out var mistakes);
        if (mistakes.Count > 0)
            return Fail(LoaderExitCode.Options, string.Join('\n', mistakes), log, predecessor);

        using var trace = AccessTrace.Start(settings, log, clock, out var mistake);
        if (mistake is not null)
            return Fail(LoaderExitCode.Options, mistake, log, predecessor);
        DaemonProcess.Prepare(settings, log);

        // 2
        await using var membership = extensions.Membership?.Invoke(settings, log.Write, clock);
        var services = new ClientServices
        {
            Time = clock,
            Log = log.Write,
            UserAgent = $"cvmfs Fuse {ProductVersion.Number}",
            ProxyScripts = extensions.ProxyScripts,
            Credentials = membership,
            Inflater = new LibdeflateInflater(),
            SyncFileSystem = static file => file.SyncFileSystem().IsOk,
            LocalFiles = new CachedFiles(),
        };
        var opened = await RepositoryClient.OpenAsync(settings, services, cancel, predecessor?.State.Client);
        if (!opened.IsOk)
            return Fail((LoaderExitCode)opened.Failure.LoaderExitCode, opened.Failure.Message, log, predecessor);
        await using var client = opened.Value;
        var magic = new MagicContext(client, new MountStatistics(clock, predecessor?.State.MountedAt), log, MountConfiguration.TalkSocket(settings), clock)
        {
            Trace = trace,
            Membership = membership,
            Operations = new OperationStatistics(settings.Presentation.InstrumentFuse),
            History = [.. predecessor?.State.History ?? [], new ServedBy(clock.GetUtcNow(), ProductVersion.Number)],
        };
        var inodes = settings.Presentation.Nfs is { } nfs ? NfsInodes.Open(settings, nfs) : default;
        if (!inodes.IsOk)
            return Fail(LoaderExitCode.NfsMaps, inodes.Failure.Message, log, predecessor);
        using var exported = inodes.Value;
        var files = new CvmfsFileSystem(magic, ownership, exported);
        if (predecessor is not null && await files.RestoreAsync(predecessor.State, predecessor.Files, cancel) is { } failure)
            return Fail(LoaderExitCode.RestoreState, $"an open file cannot be taken over: {failure.Message}", log, predecessor);
        try
        {
            // 3
            var observer = new SessionObserver(log, magic.Operations, options.Debug);
            using var session = predecessor is null
                ? FuseSession.Mount(files, options.MountPoint, SessionOptions(settings, options), observer)
                : FuseSession.Resume(files, options.MountPoint, SessionOptions(settings, options), predecessor.State.Session, predecessor.Device, observer);
            if (predecessor is not null && !predecessor.TakeOver())
            {
                session.HandOver();
                return LoaderExitCode.RestoreState;
            }

            session.Start();
            return await ServeAsync(options, extensions, magic, files, session, predecessor, cancel);
        }
        catch (FuseMountException e)
        {
            return Fail(e.Error is Errno.EPERM or Errno.EACCES ? LoaderExitCode.Permission : LoaderExitCode.Mount, e.Message, log, predecessor);
        }
        catch (SocketException e)
        {
            return Fail(LoaderExitCode.Talk, $"the control socket '{magic.TalkSocket}' cannot be opened: {e.Message} CVMFS_TALK_SOCKET names another place.", log);
        }
    }

    private static async Task<LoaderExitCode> ServeAsync(
        MountOptions options, MountExtensions extensions, MagicContext magic, CvmfsFileSystem files, FuseSession session, Predecessor? predecessor,
        CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var updater = new RevisionUpdater(magic.Client, session, magic.Log, magic.Clock, files.RevisionShown);
        using var replacement = new MountReplacement(magic, files, session, updater);
        var place = options.MountPoint;

        // 4
        await using var talk = TalkServer.Start(magic.TalkSocket, new TalkContext(magic, place, updater, replacement) { IsSupervised = options.IsSupervised }, magic.Log);
        if (TalkOwner.Apply(magic.Client.Settings, magic.TalkSocket) is { } mistake)
            return Fail(mistake.Code, mistake.Message, magic.Log);
        using var reload = ReloadSocket.Place(magic.Client.Settings, magic.TalkSocket, replacement);
        var revision = magic.Client.CurrentRevision;
        magic.Log.Information(
            predecessor is null ? MountEvent.Mounted : MountEvent.Resumed,
            $"{(predecessor is null ? "Mounted" : "Goes on with")} {magic.Client.Name} revision {revision.Number.Number} ({revision.RootCatalog}) on {place}.");

        // 5
        predecessor?.TellServing();
        if (options.IsDaemonChild)
            DaemonProcess.TellReady(keepErrors: options.IsSupervised);
        CodePages.Release();

        // 6
        await using var companions = RunningCompanions.Start(extensions.Companions, magic);
        var updating = updater.RunAsync(ending.Token);
        var following = new AnnouncementFollower(magic.Client, updater, magic.Log, magic.Clock).RunAsync(ending.Token);
        await using var stop = cancel.Register(() => Stop(session, magic.Log));
        await await Task.WhenAny(session.Completion, ForbiddenAsync(updating, session, magic.Log));
        var end = await session.Completion;

        // 7
        await ending.CancelAsync();
        var forbidden = await IgnoreCancellationAsync(updating);
        await following;
        if (end.Reason == SessionEndReason.HandedOver && replacement.Successor is { } successor)
            return await LeaveAsync(options, successor, cancel);
        magic.Log.Information(MountEvent.Unmounted, $"{magic.Client.Name} is unmounted from {place} ({end.Reason}).");
        if (forbidden is not null)
            return (LoaderExitCode)forbidden.LoaderExitCode;
        return end.Reason == SessionEndReason.Failed ? LoaderExitCode.FuseLoop : LoaderExitCode.Ok;
    }

    // Whoever waits for this process waits for the mount.
    private static async Task<LoaderExitCode> LeaveAsync(MountOptions options, Successor successor, CancellationToken cancel)
    {
        if (!options.IsSupervised)
            return options.Foreground ? (LoaderExitCode)await successor.WaitAsync(cancel) : LoaderExitCode.Ok;
        LastWords.Tell(successor);
        return (LoaderExitCode)Supervisor.Replaced;
    }

    private static void Stop(FuseSession session, MountLog log)
    {
        log.Information(MountEvent.Stopping, "A signal asks for the end of the mount.");
        _ = session.Unmount(lazily: true);
    }

    // Ends only when the mount must end.
    private static async Task ForbiddenAsync(Task<ClientFailure?> updating, FuseSession session, MountLog log)
    {
        if (await IgnoreCancellationAsync(updating) is { } failure)
        {
            log.Error(MountEvent.UpdateFailed, $"The mount ends: {failure.Message}");
            _ = session.Unmount(lazily: true);
        }
        await session.Completion;
    }

    private static async Task<ClientFailure?> IgnoreCancellationAsync(Task<ClientFailure?> updating)
    {
        try
        {
            return await updating;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static FuseMountOptions SessionOptions(ClientSettings settings, MountOptions options) => new()
    {
        Source = MountCommand.Name,
        DefaultPermissions = settings.Presentation.CheckPermissions,
        Method = CredentialDrop.CanMount ? MountMethod.Kernel : MountMethod.Automatic,
        SetUid = (settings.Presentation.Suid || options.Suid) && CredentialDrop.CanMount,
        ReadOnly = !settings.Presentation.LooksWritable,
        Workers = Workers(settings.Presentation),
        AllowOther = options.AllowOther || CredentialDrop.CanMount,
        Features = new FuseFeatureOptions
        {
            PosixAcl = settings.Presentation.EnforceAcls,
            Export = settings.Presentation.Nfs is not null,
            PassThrough = settings.Presentation.Nfs is null,
            CacheSymlinks = settings.Presentation.CacheSymlinks ?? settings.Presentation.Nfs is null,
        },
    };

    private static FuseWorkerOptions Workers(PresentationSettings settings)
    {
        var usual = new FuseWorkerOptions();
        return new FuseWorkerOptions { Maximum = settings.MaxThreads ?? usual.Maximum, MaximumIdle = settings.MaxIdleThreads ?? usual.MaximumIdle };
    }

    private static LoaderExitCode Fail(LoaderExitCode code, string message, MountLog log, Predecessor? predecessor = null)
    {
        predecessor?.TellFailure(message);
        log.Error(MountEvent.NotMounted, message);
        Console.Error.WriteLine($"{MountCommand.Name}: {message}");
        return code;
    }
}
