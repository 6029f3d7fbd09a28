using System.Buffers.Binary;
using System.Text;

namespace CernVM.Bootloader.Agent.Devices.Probing;

/// <summary>Tells what lies on a device from its first and last bytes, without mounting it.</summary>
internal static class SuperblockProbe
{
    /// <summary>Beyond the farthest signature (VMFS at 1 MiB) by a good margin.</summary>
    public const int HeadLength = 2 << 20;

    /// <summary>RAID and GPT keep a copy within the last 64 KiB; the rest is margin.</summary>
    public const int TailLength = 1 << 20;

    private const int ExtBase = 1024;
    private const int ExtErrorState = 2;

    /// <summary>Probes a device or image of <paramref name="size"/> bytes.</summary>
    public static DeviceContent Probe(Stream device, long size)
    {
        byte[] head = Read(device, 0, (int)Math.Min(HeadLength, size));
        long tailAt = Math.Max(0, size - TailLength);
        byte[] tail = Read(device, tailAt, (int)(size - tailAt));
        string kind = Signatures.All.FirstOrDefault(signature => Has(head, tail, signature))?.Kind ?? "";
        bool isBlank = kind.Length == 0 && size > 0 && !head.AsSpan().ContainsAnyExcept((byte)0) && !tail.AsSpan().ContainsAnyExcept((byte)0);
        return new DeviceContent(kind, Label(kind, head), isBlank, kind == "ext" && (U16(head, ExtBase + 0x3a) & ExtErrorState) != 0);
    }

    private static bool Has(byte[] head, byte[] tail, Signature signature)
    {
        byte[] window = signature.Offset >= 0 ? head : tail;
        long at = signature.Offset >= 0 ? signature.Offset : tail.Length + signature.Offset;
        return at >= 0 && at + signature.Magic.Length <= window.Length
            && window.AsSpan((int)at, signature.Magic.Length).SequenceEqual(signature.Magic);
    }

    private static string Label(string kind, byte[] head) => kind switch
    {
        "ext" => Text(head, ExtBase + 0x78, 16),
        "iso9660" => Text(head, 0x8000 + 40, 32),
        "vfat" => FatLabel.Read(head),
        "xfs" => Text(head, 108, 12),
        "btrfs" => Text(head, 0x10000 + 299, 256),
        _ => "",
    };

    internal static string Text(byte[] bytes, int at, int length)
    {
        if (at + length > bytes.Length)
            return "";
        ReadOnlySpan<byte> field = bytes.AsSpan(at, length);
        int zero = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(zero < 0 ? field : field[..zero]).TrimEnd(' ');
    }

    private static int U16(byte[] bytes, int at) => at + 2 <= bytes.Length ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) : 0;

    private static byte[] Read(Stream device, long at, int length)
    {
        var bytes = new byte[length];
        device.Position = at;
        int got = device.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return got == length ? bytes : bytes[..got];
    }
}
