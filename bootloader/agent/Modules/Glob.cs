namespace CernVM.Bootloader.Agent.Modules;

/// <summary>Shell patterns as they stand in modules.alias: <c>*</c>, <c>?</c> and <c>[…]</c> (fnmatch(3) without flags).</summary>
internal static class Glob
{
    /// <summary>Whether the whole text fits the pattern. Linear in the text for each star; no recursion.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, starPattern = -1, starText = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                starPattern = ++p;
                starText = t;
            }
            else if (p < pattern.Length && MatchesOne(pattern, p, text[t], out int next))
            {
                p = next;
                t++;
            }
            else if (starPattern >= 0)
            {
                p = starPattern;
                t = ++starText;
            }
            else
                return false;
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, int at, char c, out int next)
    {
        next = at + 1;
        if (pattern[at] == '?')
            return true;
        int close = pattern[at] == '[' ? pattern[at..].IndexOf(']') : -1;
        if (close < 0)
            return pattern[at] == c;
        next = at + close + 1;
        return InSet(pattern.Slice(at + 1, close - 1), c);
    }

    private static bool InSet(ReadOnlySpan<char> set, char c)
    {
        bool negated = set.Length > 0 && set[0] is '!' or '^';
        if (negated)
            set = set[1..];
        bool found = false;
        for (int i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                found |= c >= set[i] && c <= set[i + 2];
                i += 2;
            }
            else
                found |= set[i] == c;
        }

        return found != negated;
    }
}
