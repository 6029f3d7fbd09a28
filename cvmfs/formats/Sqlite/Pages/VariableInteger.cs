namespace CernVM.Cvmfs.Formats.Sqlite.Pages;

/// <summary>SQLite's integers of one to nine bytes.</summary>
internal static class VariableInteger
{
    private const int LongestLength = 9;

    /// <summary>Reads one and cuts it off; false when the bytes end before.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            var next = bytes[index];
            if (index == LongestLength - 1)
            {
                value = (value << 8) | next;
                bytes = bytes[LongestLength..];
                return true;
            }

            value = (value << 7) | (uint)(next & 0x7F);
            if (next >= 0x80)
                continue;
            bytes = bytes[(index + 1)..];
            return true;
        }

        return false;
    }
}
