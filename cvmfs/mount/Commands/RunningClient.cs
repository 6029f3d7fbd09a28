using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CernVM.Cvmfs.Client.Configuration;
using CernVM.Cvmfs.Fuse.Session;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Devices;
using CernVM.Cvmfs.Linux.Files;
using CernVM.Cvmfs.Linux.Processes;
using CernVM.Cvmfs.Mount.Talk;

namespace CernVM.Cvmfs.Mount.Commands;

/// <summary>A client that serves a repository to another mount namespace, where nothing of it is to be seen in this one.</summary>
public static class RunningClient
{
    /// <summary>Shows what it serves at a place of this namespace. Needs root.</summary>
    /// <param name="settings">Of the repository.</param>
    /// <param name="place">An existing directory.</param>
    /// <param name="user">As whom the client runs.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null, or why that was not possible.</returns>
    public static async Task<string?> AttachAsync(ClientSettings settings, string place, uint user, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var name = $"attach.{ProcessControl.Id.ToString(CultureInfo.InvariantCulture)}";
        var path = Path.Combine(settings.Cache.Workspace, name);
        try
        {
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            using var address = TalkAddress.Of(path);
            listener.Bind(address.EndPoint);
            listener.Listen(backlog: 1);
            if (Give(settings.Cache.Workspace, name, user) is { } refusal)
                return refusal;

            // What it has sent waits in the queue of the listener.
            var answer = (await TalkClient.SendAsync(MountConfiguration.TalkSocket(settings), $"send mount fd {path}", cancel)).Trim();
            return answer == "OK" ? Attach(settings, place, listener) : $"it answers '{answer}'";
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return failure.Message;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string? Attach(ClientSettings settings, string place, Socket listener)
    {
        using var peer = listener.Accept();
        using var channel = DescriptorChannel.Over(peer.SafeHandle);
        var received = channel.Receive();
        if (!received.IsOk)
            return received.Error.Describe();
        using var device = received.Value;
        var options = new FuseMountOptions
        {
            Source = MountCommand.Name,
            DefaultPermissions = settings.Presentation.CheckPermissions,
            SetUid = settings.Presentation.Suid,
            ReadOnly = !settings.Presentation.LooksWritable,
        };
        var mounted = SharedConnection.Mount(device, place, options);
        return mounted.IsOk ? null : mounted.Error.Describe();
    }

    private static string? Give(string folder, string name, uint user)
    {
        if (!DirectoryHandle.Open(folder).TryGet(out var directory))
            return $"the directory '{folder}' cannot be opened";
        using (directory)
        {
            var given = directory.ChangeOwner(Encoding.UTF8.GetBytes(name), user, Credentials.EffectiveGid);
            return given.IsOk ? null : given.Error.Describe();
        }
    }
}
