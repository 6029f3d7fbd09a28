using System.Text;

namespace CernVM.Cvmfs.Client.Prefetching;

/// <summary>Which files are of one kind, by their names: <c>x.cpython-311.pyc</c>, <c>libx.so.1.2</c>, <c>x-1.2.jar</c>.</summary>
internal static class NameClass
{
    /// <summary>The endings of a name, version numbers left out; empty for a name without any.</summary>
    public static string Of(ReadOnlySpan<byte> name)
    {
        var end = name.Length;
        while (LastDot(name[..end]) is var dot and > 0 && dot + 1 < end && char.IsAsciiDigit((char)name[dot + 1]))
            end = dot;
        var start = end;
        while (LastDot(name[..start]) is var dot and > 0 && dot + 1 < start && !char.IsAsciiDigit((char)name[dot + 1]))
            start = dot;
        return Encoding.Latin1.GetString(name[start..end]);
    }

    private static int LastDot(ReadOnlySpan<byte> name) => name.LastIndexOf((byte)'.');
}
