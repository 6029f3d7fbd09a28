namespace CernVM.Cvmfs.Server.Planning;

/// <summary>Shell-like matching of bytes with <c>*</c>, <c>?</c> and <c>\</c>, in linear memory and without recursion.</summary>
internal static class Glob
{
    public static bool IsMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text)
    {
        int p = 0, t = 0, starPattern = -1, starText = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                starPattern = ++p;
                starText = t;
            }
            else if (p < pattern.Length && MatchesOne(pattern, p, text[t], out var width))
            {
                p += width;
                t++;
            }
            else if (starPattern >= 0)
            {
                p = starPattern;
                t = ++starText;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept((byte)'*') < 0;
    }

    private static bool MatchesOne(ReadOnlySpan<byte> pattern, int p, byte value, out int width)
    {
        var isEscape = pattern[p] == '\\' && p + 1 < pattern.Length;
        width = isEscape ? 2 : 1;
        return isEscape ? pattern[p + 1] == value : pattern[p] == '?' || pattern[p] == value;
    }
}
