using CernVM.Cvmfs.Client.Fetching.Blocking;
using CernVM.Cvmfs.Client.Notification;

namespace CernVM.Fuzz.Targets;

/// <summary>What servers send beside objects.</summary>
internal static class NetworkTargets
{
    public static readonly IReadOnlyList<FuzzTarget> All =
    [
        new("http-head", static bytes =>
        {
            if (ResponseHead.LengthIn(bytes) is var length and > 0)
                _ = ResponseHead.TryParse(bytes[..length], out _);
            _ = ResponseHead.TryParse(bytes, out _);
        }),
        new("announcement", static bytes => ReadEvents(bytes.ToArray()).GetAwaiter().GetResult()),
    ];

    private static async Task ReadEvents(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        var events = new EventStream(stream);
        try
        {
            while (await events.ReadAsync(CancellationToken.None) is { } data)
                _ = ActivityMessage.Parse(data);
        }
        catch (InvalidDataException)
        {
            // The way in which the stream says that an event is too long.
        }
    }
}
