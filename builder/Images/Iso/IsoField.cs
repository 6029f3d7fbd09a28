using System.Buffers.Binary;
using System.Text;

namespace CernVM.Builder.Images.Iso;

/// <summary>The number and text forms of ECMA-119 (sections 7 and 8.4).</summary>
internal static class IsoField
{
    /// <summary>A 16-bit number in both byte orders.</summary>
    public static void Both16(Span<byte> target, ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target, value);
        BinaryPrimitives.WriteUInt16BigEndian(target[2..], value);
    }

    /// <summary>A 32-bit number in both byte orders.</summary>
    public static void Both32(Span<byte> target, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, value);
        BinaryPrimitives.WriteUInt32BigEndian(target[4..], value);
    }

    /// <summary>A text, filled up with blanks of its encoding.</summary>
    public static void Text(Span<byte> target, string text, Encoding encoding)
    {
        var blank = encoding.GetBytes(" ");
        for (var i = 0; i < target.Length; i++)
            target[i] = blank[i % blank.Length];
        encoding.GetBytes(text, target);
    }

    /// <summary>A date of a folder entry, 7 bytes, UTC.</summary>
    public static void ShortDate(Span<byte> target, DiskTime time)
    {
        var utc = time.Utc;
        ReadOnlySpan<byte> date = [(byte)(utc.Year - 1900), (byte)utc.Month, (byte)utc.Day, (byte)utc.Hour, (byte)utc.Minute, (byte)utc.Second, 0];
        date.CopyTo(target);
    }

    /// <summary>A date of a volume descriptor: 16 digits and the offset from UTC.</summary>
    public static void LongDate(Span<byte> target, DiskTime time)
    {
        Encoding.ASCII.GetBytes($"{time.Utc:yyyyMMddHHmmss}00", target);
        target[16] = 0;
    }
}
