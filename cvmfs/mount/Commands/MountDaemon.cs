using System.Net.Sockets;
using CernVM.Cvmfs.Client;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Fuse;
using CernVM.Cvmfs.Fuse.Session;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Mount.Logging;
using CernVM.Cvmfs.Mount.Ownership;
using CernVM.Cvmfs.Mount.Talk;
using CernVM.Cvmfs.Mount.Tree;
using CernVM.Cvmfs.Mount.Xattrs;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>The process behind one mount, from opening the repository to the last answer.</summary>
internal static class MountDaemon
{
    /// <summary>Environment variable that asks for a process name with <c>@</c> in front, which systemd spares at shutdown.</summary>
    public const string ProtectedNameVariable = "CVMFS_PROTECTED_NAME";

    /// <summary>
    /// Serves until the file system is unmounted or the token is cancelled. Steps: 1 process, 2 repository, 3 mount, 4 control socket,
    /// 5 ready, 6 wait, 7 end in the opposite order.
    /// </summary>
    public static async Task<LoaderExitCode> RunAsync(MountOptions options, ClientSettings settings, CancellationToken cancel)
    {
        DaemonProcess.TakeProtectedName();
        if (CredentialDrop.Apply(options, settings) is { } refusal)
        {
            Console.Error.WriteLine($"{MountCommand.Name}: {refusal}");
            return LoaderExitCode.Permission;
        }
        var clock = TimeProvider.System;
        using var log = MountLogFactory.Create(settings, options.Foreground, options.Debug, clock);
        var ownership = OwnershipPolicyFactory.Create(options, settings.Presentation, out var mistakes);
        if (mistakes.Count > 0)
            return Fail(LoaderExitCode.Options, string.Join('\n', mistakes), log);

        // 1
        DaemonProcess.Prepare(settings, log, options.IsDaemonChild);

        // 2
        var services = new ClientServices { Time = clock, Log = log.Write, UserAgent = $"cvmfs Fuse {ProductVersion.Number}" };
        var opened = await RepositoryClient.OpenAsync(settings, services, cancel);
        if (!opened.IsOk)
            return Fail((LoaderExitCode)opened.Failure.LoaderExitCode, opened.Failure.Message, log);
        await using var client = opened.Value;
        var magic = new MagicContext(client, new MountStatistics(clock), log, MountConfiguration.TalkSocket(settings), clock);
        try
        {
            // 3
            using var session = FuseSession.Mount(
                new CvmfsFileSystem(magic, ownership), options.MountPoint, SessionOptions(settings, options), new SessionObserver(log, options.Debug));
            session.Start();
            return await ServeAsync(options, magic, session, cancel);
        }
        catch (FuseMountException e)
        {
            return Fail(e.Error is Errno.EPERM or Errno.EACCES ? LoaderExitCode.Permission : LoaderExitCode.Mount, e.Message, log);
        }
        catch (SocketException e)
        {
            return Fail(LoaderExitCode.Talk, $"the control socket '{magic.TalkSocket}' cannot be opened: {e.Message} CVMFS_TALK_SOCKET names another place.", log);
        }
    }

    private static async Task<LoaderExitCode> ServeAsync(MountOptions options, MagicContext magic, FuseSession session, CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var updater = new RevisionUpdater(magic.Client, session, magic.Log, magic.Clock);
        var place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.MountPoint));

        // 4
        await using var talk = TalkServer.Start(magic.TalkSocket, new TalkContext(magic.Client, magic.Statistics, place, updater), magic.Log);
        magic.Log.Information(
            MountEvent.Mounted,
            $"Mounted {magic.Client.Name} revision {magic.Client.CurrentRevision.Number.Number} ({magic.Client.CurrentRevision.RootCatalog}) on {place}.");

        // 5
        if (options.IsDaemonChild)
            DaemonProcess.TellReady();

        // 6
        var updating = updater.RunAsync(ending.Token);
        await using var stop = cancel.Register(() => Stop(session, magic.Log));
        await Task.WhenAny(session.Completion, ForbiddenAsync(updating, session, magic.Log));
        var end = await session.Completion;

        // 7
        await ending.CancelAsync();
        var forbidden = await IgnoreCancellationAsync(updating);
        magic.Log.Information(MountEvent.Unmounted, $"{magic.Client.Name} is unmounted from {place} ({end.Reason}).");
        if (forbidden is not null)
            return (LoaderExitCode)forbidden.LoaderExitCode;
        return end.Reason == SessionEndReason.Failed ? LoaderExitCode.FuseLoop : LoaderExitCode.Ok;
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
        AllowOther = options.AllowOther || CredentialDrop.CanMount,
        Features = new FuseFeatureOptions { PosixAcl = settings.Presentation.EnforceAcls },
    };

    private static LoaderExitCode Fail(LoaderExitCode code, string message, MountLog log)
    {
        log.Error(MountEvent.NotMounted, message);
        Console.Error.WriteLine($"{MountCommand.Name}: {message}");
        return code;
    }
}
