using System.Buffers.Binary;
using System.Text;

namespace CernVM.Builder.Kernel;

/// <summary>
/// What a kernel module says about itself: the NUL-separated <c>key=value</c> texts of its <c>.modinfo</c> section
/// (include/linux/moduleparam.h), found through the section table of its 64-bit ELF file (elf(5)).
/// </summary>
public sealed record ModuleInfo(IReadOnlyList<string> Needs, IReadOnlyList<string> Aliases, IReadOnlyList<string> SoftNeeds)
{
    private const int HeaderLength = 64;
    private const int SectionTableOffset = 0x28;
    private const int SectionSizeOffset = 0x3A;
    private const int SectionCountOffset = 0x3C;
    private const int NameSectionOffset = 0x3E;

    /// <summary>Reads a module; null when the bytes are no 64-bit little-endian ELF file with a .modinfo section.</summary>
    public static ModuleInfo? Read(ReadOnlySpan<byte> module)
    {
        if (module.Length < HeaderLength || !module.StartsWith("\u007fELF\u0002\u0001"u8))
            return null;
        var table = BinaryPrimitives.ReadUInt64LittleEndian(module[SectionTableOffset..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(module[SectionSizeOffset..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(module[SectionCountOffset..]);
        var names = Section(module, table, size, BinaryPrimitives.ReadUInt16LittleEndian(module[NameSectionOffset..]));
        for (var i = 0; i < count; i++)
        {
            var header = Header(module, table, size, i);
            if (header.IsEmpty)
                return null;
            var name = BinaryPrimitives.ReadUInt32LittleEndian(header);
            if (name < names.Length && names[(int)name..].StartsWith(".modinfo\0"u8))
                return Parse(Section(module, table, size, i));
        }

        return null;
    }

    private static ModuleInfo Parse(ReadOnlySpan<byte> section)
    {
        List<string> needs = [], aliases = [], soft = [];
        foreach (var text in Encoding.UTF8.GetString(section).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var cut = text.IndexOf('=');
            if (cut < 0)
                continue;
            var value = text[(cut + 1)..];
            switch (text[..cut])
            {
                case "depends":
                    needs.AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries));
                    break;
                case "alias":
                    aliases.Add(value);
                    break;
                case "softdep":
                    soft.Add(value);
                    break;
                default:
                    break;
            }
        }

        return new ModuleInfo(needs, aliases, soft);
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> module, ulong table, int size, int index)
    {
        const int SmallestHeader = 0x40;
        var start = table + ((ulong)size * (ulong)index);
        return size < SmallestHeader || start > (ulong)module.Length - (ulong)Math.Min(size, module.Length) ? default : module.Slice((int)start, size);
    }

    private static ReadOnlySpan<byte> Section(ReadOnlySpan<byte> module, ulong table, int size, int index)
    {
        var header = Header(module, table, size, index);
        if (header.IsEmpty)
            return default;
        var offset = BinaryPrimitives.ReadUInt64LittleEndian(header[0x18..]);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(header[0x20..]);
        return offset > (ulong)module.Length || length > (ulong)module.Length - offset ? default : module.Slice((int)offset, (int)length);
    }
}
