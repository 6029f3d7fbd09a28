using System.Globalization;
using System.Text;

namespace CernVM.Cvmfs.Mount.Tracing;

/// <summary>
/// A record as a line of CSV: time in milliseconds with microseconds behind the point, event, path, text; every field quoted, quotes doubled, CR LF at
/// the end (formats §10.7). Paths are bytes and stay so.
/// </summary>
internal static class TraceLine
{
    private const byte Quote = (byte)'"';

    public static void Write(in TraceRecord record, MemoryStream line)
    {
        var microseconds = record.Time.ToUnixTimeMilliseconds() * 1000 + record.Time.Microsecond;
        line.Write(Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"\"{microseconds / 1000}.{microseconds % 1000:D3}\",\"{(int)record.Event}\",")));
        Field(record.Place is { } place ? Encoding.UTF8.GetBytes(place) : record.Path.Utf8, line);
        line.WriteByte((byte)',');
        Field(Encoding.UTF8.GetBytes(record.Text), line);
        line.Write("\r\n"u8);
    }

    private static void Field(ReadOnlySpan<byte> value, MemoryStream line)
    {
        line.WriteByte(Quote);
        for (var quote = value.IndexOf(Quote); quote >= 0; quote = value.IndexOf(Quote))
        {
            line.Write(value[..(quote + 1)]);
            line.WriteByte(Quote);
            value = value[(quote + 1)..];
        }

        line.Write(value);
        line.WriteByte(Quote);
    }
}
