namespace CernVM.Cvmfs.Client.Catalogs;

/// <summary>Variant symlinks: <c>$(NAME)</c> and <c>$(NAME:-fallback)</c> in targets (formats §7.7).</summary>
internal static class SymlinkExpansion
{
    /// <summary>The target with variables replaced; the same memory when there are none.</summary>
    public static ReadOnlyMemory<byte> Expand(ReadOnlyMemory<byte> target, Func<string, string?> variable)
    {
        if (target.Span.IndexOf("$("u8) < 0)
            return target;
        var result = new List<byte>(target.Length);
        var rest = target.Span;
        while (rest.IndexOf("$("u8) is var start and >= 0)
        {
            var end = rest[(start + 2)..].IndexOf((byte)')');
            if (end < 0)
                break;
            result.AddRange(rest[..start]);
            var inside = System.Text.Encoding.UTF8.GetString(rest.Slice(start + 2, end));
            var separator = inside.IndexOf(":-", StringComparison.Ordinal);
            var name = separator < 0 ? inside : inside[..separator];
            var value = variable(name) ?? (separator < 0 ? "" : inside[(separator + 2)..]);
            result.AddRange(System.Text.Encoding.UTF8.GetBytes(value));
            rest = rest[(start + 2 + end + 1)..];
        }

        result.AddRange(rest);
        return result.ToArray();
    }
}
