using System.Buffers.Text;
using System.Text;

namespace CernVM.Builder.Initramfs;

/// <summary>
/// Writes the "newc" cpio format as the kernel unpacks it (Documentation/driver-api/early-userspace/buffer-format.rst): per
/// entry a header of "070701" and 13 numbers of 8 hexadecimal digits, the name, the content, each padded to 4 bytes. Entries
/// are sorted, numbered from 1, owned by root and carry one time, so the same content gives the same bytes.
/// </summary>
public static class CpioWriter
{
    private const int Alignment = 4;
    private const int FieldCount = 13;
    private const int HeaderLength = 6 + (FieldCount * 8);
    private const string Trailer = "TRAILER!!!";

    /// <summary>Writes an archive.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="entries">Each path once; folders that are missing are added.</param>
    /// <param name="time">Modification time of everything, seconds since 1970.</param>
    public static void Write(Stream output, IEnumerable<CpioEntry> entries, uint time)
    {
        uint number = 0;
        foreach (var entry in WithFolders(entries))
            WriteEntry(output, entry, ++number, time);
        WriteEntry(output, new CpioEntry(Trailer, 0, default, default), 0, 0);
    }

    private static SortedDictionary<string, CpioEntry>.ValueCollection WithFolders(IEnumerable<CpioEntry> entries)
    {
        var sorted = new SortedDictionary<string, CpioEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!sorted.TryAdd(entry.Path, entry))
                throw new ArgumentException($"'{entry.Path}' is twice in the archive", nameof(entries));
        }

        foreach (var path in sorted.Keys.ToArray())
        {
            for (var folder = Parent(path); folder.Length > 0 && sorted.TryAdd(folder, CpioEntry.Folder(folder)); folder = Parent(folder))
            {
                // The loop's condition adds the folder.
            }
        }

        return sorted.Values;
    }

    private static string Parent(string path) => path.LastIndexOf('/') is > 0 and var cut ? path[..cut] : string.Empty;

    private static void WriteEntry(Stream output, CpioEntry entry, uint number, uint time)
    {
        var name = Encoding.UTF8.GetBytes(entry.Path + "\0");
        Span<uint> fields =
        [
            number, entry.Mode, 0, 0, entry.IsFolder ? 2u : 1u, time, (uint)entry.Content.Length,
            0, 0, entry.Device.Major, entry.Device.Minor, (uint)name.Length, 0,
        ];
        Span<byte> header = stackalloc byte[HeaderLength];
        "070701"u8.CopyTo(header);
        for (var i = 0; i < FieldCount; i++)
            Utf8Formatter.TryFormat(fields[i], header[(6 + (i * 8))..], out _, new System.Buffers.StandardFormat('x', 8));
        output.Write(header);
        output.Write(name);
        Pad(output, HeaderLength + name.Length);
        output.Write(entry.Content.Span);
        Pad(output, entry.Content.Length);
    }

    private static void Pad(Stream output, int length)
    {
        for (; length % Alignment != 0; length++)
            output.WriteByte(0);
    }
}
