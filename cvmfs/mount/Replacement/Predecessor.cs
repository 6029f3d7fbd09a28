using CernVM.Cvmfs.Linux;
using CernVM.Cvmfs.Linux.Devices;
using Microsoft.Win32.SafeHandles;

namespace CernVM.Cvmfs.Mount.Replacement;

/// <summary>The process that has served the mount, seen from the one that is to go on.</summary>
internal sealed class Predecessor : IDisposable
{
    private readonly DescriptorChannel _channel;

    private Predecessor(DescriptorChannel channel, SafeFileHandle device, MountState state, IReadOnlyList<SafeFileHandle> files) =>
        (_channel, Device, State, Files) = (channel, device, state, files);

    /// <summary>The kernel's device.</summary>
    public SafeFileHandle Device { get; }

    /// <summary>What it knew.</summary>
    public MountState State { get; }

    /// <summary>Descriptors of open files, in the order of those files that have one.</summary>
    public IReadOnlyList<SafeFileHandle> Files { get; }

    /// <summary>Takes everything over the socket that the command line names.</summary>
    /// <param name="descriptor">The inherited end.</param>
    /// <param name="error">Why that was not possible; the other process has been told.</param>
    public static Predecessor? Meet(int descriptor, out string error)
    {
        var channel = DescriptorChannel.Inherit(descriptor);
        var first = channel.ReceiveDescriptors(2);
        if (!first.IsOk || first.Value.Count != 2)
        {
            error = $"the device and the state of the mount did not arrive: {first.Error.Describe()}";
            return Refuse(channel, error);
        }

        using var memory = first.Value[1];
        var data = new byte[RandomAccess.GetLength(memory)];
        if (RandomAccess.Read(memory, data, 0) != data.Length)
        {
            error = "the state of the mount cannot be read";
            return Refuse(channel, error);
        }

        if (MountStateReader.Read(data, out error) is not { } state)
            return Refuse(channel, error);
        var files = new List<SafeFileHandle>();
        var wanted = state.Open.Files.Count(file => file.HasDescriptor);
        while (files.Count < wanted)
        {
            var some = channel.ReceiveDescriptors(DescriptorChannel.MostDescriptors);
            if (!some.IsOk)
            {
                error = $"descriptors of open files are missing: {some.Error.Describe()}";
                return Refuse(channel, error);
            }

            files.AddRange(some.Value);
        }

        return new Predecessor(channel, first.Value[0], state, files);
    }

    /// <summary>Says that everything is known here, and waits for the other one to let go. It has when it is gone, too.</summary>
    public bool TakeOver()
    {
        if (!HandOverTalk.TrySay(_channel, HandOverTalk.Ready))
            return false;
        return HandOverTalk.Hear(_channel) is null or HandOverTalk.Go;
    }

    /// <summary>Says that requests are answered here.</summary>
    public void TellServing() => HandOverTalk.TrySay(_channel, HandOverTalk.Serving);

    /// <summary>Says why this process cannot go on.</summary>
    public void TellFailure(string message) => HandOverTalk.TrySay(_channel, message);

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static Predecessor? Refuse(DescriptorChannel channel, string message)
    {
        HandOverTalk.TrySay(channel, message);
        channel.Dispose();
        return null;
    }
}
