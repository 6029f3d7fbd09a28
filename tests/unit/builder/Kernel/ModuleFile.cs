using System.Buffers.Binary;
using System.Text;

namespace CernVM.Builder.Tests.Kernel;

/// <summary>Makes the smallest file that looks like a kernel module.</summary>
internal static class ModuleFile
{
    private const int HeaderLength = 64;

    public static byte[] Create(params string[] modinfo)
    {
        var info = Encoding.ASCII.GetBytes(string.Concat(modinfo.Select(text => text + "\0")));
        var names = "\0.shstrtab\0.modinfo\0"u8.ToArray();
        var infoAt = HeaderLength;
        var namesAt = infoAt + info.Length;
        var table = namesAt + names.Length;
        var file = new byte[table + (3 * HeaderLength)];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(0x28), (ulong)table);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x3A), HeaderLength);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x3C), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(0x3E), 1);
        info.CopyTo(file, infoAt);
        names.CopyTo(file, namesAt);
        Section(file.AsSpan(table + HeaderLength), 1, namesAt, names.Length);
        Section(file.AsSpan(table + (2 * HeaderLength)), 11, infoAt, info.Length);
        return file;
    }

    private static void Section(Span<byte> header, uint name, int offset, int length)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, name);
        BinaryPrimitives.WriteUInt64LittleEndian(header[0x18..], (ulong)offset);
        BinaryPrimitives.WriteUInt64LittleEndian(header[0x20..], (ulong)length);
    }
}
