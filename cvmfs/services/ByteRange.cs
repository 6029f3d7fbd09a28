using System.Globalization;

namespace CernVM.Cvmfs.Services;

/// <summary>What is to be sent of a representation (RFC 9110, section 14).</summary>
/// <param name="Outcome">Whether the Range header counts.</param>
/// <param name="Offset">First byte to send.</param>
/// <param name="Length">Number of bytes to send.</param>
internal readonly record struct ByteRange(RangeOutcome Outcome, long Offset, long Length)
{
    /// <summary>
    /// Reads a Range header. One range is obeyed; several, another unit or a malformed text are ignored, as section 14.2 allows, since
    /// the only client that uses ranges asks for one.
    /// </summary>
    public static ByteRange Parse(ReadOnlySpan<char> header, long length)
    {
        var whole = new ByteRange(RangeOutcome.Whole, 0, length);
        const string Unit = "bytes=";
        if (!header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
            return whole;
        var range = header[Unit.Length..].Trim();
        var dash = range.IndexOf('-');
        if (dash < 0 || range.Contains(','))
            return whole;
        return dash == 0 ? Suffix(range[1..], length, whole) : FromTo(range[..dash], range[(dash + 1)..], length, whole);
    }

    private static ByteRange Suffix(ReadOnlySpan<char> count, long length, ByteRange whole)
    {
        if (!TryNumber(count, out var last))
            return whole;
        var taken = Math.Min(last, length);
        return taken == 0 ? Unsatisfiable : new ByteRange(RangeOutcome.Part, length - taken, taken);
    }

    private static ByteRange FromTo(ReadOnlySpan<char> from, ReadOnlySpan<char> to, long length, ByteRange whole)
    {
        if (!TryNumber(from, out var first))
            return whole;
        var last = long.MaxValue;
        if (to.Length > 0 && (!TryNumber(to, out last) || last < first))
            return whole;
        return first >= length ? Unsatisfiable : new ByteRange(RangeOutcome.Part, first, Math.Min(last, length - 1) - first + 1);
    }

    private static ByteRange Unsatisfiable => new(RangeOutcome.Unsatisfiable, 0, 0);

    // A number beyond 64 bits is beyond every file.
    private static bool TryNumber(ReadOnlySpan<char> text, out long value)
    {
        value = long.MaxValue;
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            return false;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value))
            value = long.MaxValue;
        return true;
    }
}
