using System.Text;
using CernVM.Cvmfs.Linux.Devices;

namespace CernVM.Cvmfs.Mount.Replacement;

/// <summary>
/// Lines between the process that serves a mount and the one that is to go on: the successor says <see cref="Ready"/> when it knows everything,
/// the predecessor <see cref="Go"/>, the successor <see cref="Serving"/>. Instead of its lines the successor may say why it cannot.
/// </summary>
internal static class HandOverTalk
{
    public const string Ready = "ready";
    public const string Go = "go";
    public const string Serving = "serving";

    /// <summary>Ours: a sentence about a failure.</summary>
    private const int LongestLine = 4096;

    public static bool TrySay(DescriptorChannel channel, string line) => channel.Send(Encoding.UTF8.GetBytes(line.ReplaceLineEndings(" ") + "\n")).IsOk;

    /// <summary>Waits for a line; null when the other side is gone.</summary>
    public static string? Hear(DescriptorChannel channel)
    {
        var line = new List<byte>();
        Span<byte> one = stackalloc byte[1];
        while (line.Count < LongestLine)
        {
            var received = channel.Receive(one);
            if (!received.IsOk || received.Value == 0)
                return null;
            if (one[0] == (byte)'\n')
                break;
            line.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. line]);
    }
}
