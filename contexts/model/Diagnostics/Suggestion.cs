namespace CernVM.Contexts.Model.Diagnostics;

/// <summary>Finds the word that an author probably meant.</summary>
internal static class Suggestion
{
    private const int LongestWord = 64;

    /// <summary>" Did you mean 'x'?" when a known word is near, else the empty string.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord)
            return "";
        var nearest = known.Select(k => (Word: k, Distance: Distance(word, k))).OrderBy(k => k.Distance).FirstOrDefault();
        return nearest.Word is not null && nearest.Distance <= Math.Max(1, word.Length / 4) ? $" Did you mean '{nearest.Word}'?" : "";
    }

    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = previous[j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
