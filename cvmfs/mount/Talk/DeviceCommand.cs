using System.Net.Sockets;
using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Devices;
using CernVM.Cvmfs.Mount.Logging;

namespace CernVM.Cvmfs.Mount.Talk;

/// <summary>
/// <c>send mount fd SOCKET</c>: sends a copy of the mount's FUSE device to whoever listens there, so that <c>mount.cvmfs</c> can show the file system at
/// its place again while a mount in another namespace keeps this client alive.
/// </summary>
internal static class DeviceCommand
{
    public static ValueTask<string> SendAsync(TalkContext context, string[] words, CancellationToken cancel) =>
        ValueTask.FromResult(words.Length == 0 ? "EINVAL" : Send(context, string.Join(' ', words)));

    private static string Send(TalkContext context, string socket)
    {
        var reason = TrySend(context, socket);
        context.Magic.Log.Information(MountEvent.DeviceSent, $"The FUSE device is {(reason is null ? "" : "not ")}sent to '{socket}'{(reason is null ? "" : $": {reason}")}.");
        return reason is null ? "OK" : "Failed";
    }

    private static string? TrySend(TalkContext context, string path)
    {
        var copied = context.Replacement.CopyDevice();
        if (!copied.IsOk)
            return copied.Error.Describe();
        using var device = copied.Value;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            using var address = TalkAddress.Of(path);
            socket.Connect(address.EndPoint);
        }
        catch (SocketException failure)
        {
            return failure.Message;
        }

        using var channel = DescriptorChannel.Over(socket.SafeHandle);
        var sent = channel.SendDescriptors([device]);
        return sent.IsOk ? null : sent.Error.Describe();
    }
}
