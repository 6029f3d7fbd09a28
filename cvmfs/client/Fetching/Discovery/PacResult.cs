namespace CernVM.Cvmfs.Client.Fetching.Discovery;

/// <summary>What <c>FindProxyForURL</c> returns, in words of the proxy grammar.</summary>
internal static class PacResult
{
    /// <summary>
    /// <c>PROXY a:3128; DIRECT</c> → <c>a:3128;DIRECT</c>. Empty means direct; what is no HTTP proxy (SOCKS, unknown words) is left out; an empty result
    /// means that nothing was left. Sites write whole load-balance groups behind PROXY, so the rest is kept as it is.
    /// </summary>
    public static string ToProxyList(string result)
    {
        if (string.IsNullOrWhiteSpace(result))
            return "DIRECT";
        var groups = new List<string>();
        foreach (var part in result.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var text = string.Concat(part.Where(c => c is not (' ' or '\t')));
            if (text == "DIRECT")
                groups.Add(text);
            else if (text.StartsWith("PROXY", StringComparison.Ordinal))
                groups.Add(text["PROXY".Length..]);
            else if (text.StartsWith("HTTPS", StringComparison.Ordinal) && !text.StartsWith("HTTPS:", StringComparison.Ordinal))
                groups.Add("https://" + text["HTTPS".Length..]);
            else if (text.StartsWith("HTTP", StringComparison.Ordinal) && !text.StartsWith("HTTP:", StringComparison.Ordinal))
                groups.Add(text["HTTP".Length..]);
        }

        return string.Join(';', groups);
    }
}
