using System.Globalization;

namespace CernVM.Cvmfs.Mount.Xattrs;

/// <summary>
/// A request for one page of a long value (formats §10.4): <c>name~N</c> is page N alone, <c>name@N</c> has a line about the page above it,
/// and <c>?</c> instead of N asks for the number of pages.
/// </summary>
/// <param name="Name">The attribute without the suffix.</param>
/// <param name="Number">The page; null for their number.</param>
/// <param name="WithHeader">Whether people read it.</param>
internal readonly record struct XattrPage(string Name, int? Number, bool WithHeader)
{
    /// <summary>Characters of a page (upstream CernVM-FS).</summary>
    public const int Characters = 40000;

    public static XattrPage Parse(string name)
    {
        var mark = name.AsSpan().LastIndexOfAny('~', '@');
        if (mark <= 0)
            return new XattrPage(name, 0, WithHeader: false);
        var suffix = name.AsSpan(mark + 1);
        if (suffix is "?")
            return new XattrPage(name[..mark], null, name[mark] == '@');
        return int.TryParse(suffix, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new XattrPage(name[..mark], number, name[mark] == '@')
            : new XattrPage(name, 0, WithHeader: false);
    }

    /// <summary>The part of a value that was asked for; null when there is no such page.</summary>
    public string? Of(string value)
    {
        var pages = Math.Max(1, (value.Length + Characters - 1) / Characters);
        if (Number is not { } number)
            return WithHeader ? $"{pages} pages" : pages.ToString(CultureInfo.InvariantCulture);
        if (number >= pages)
            return null;
        var start = number * Characters;
        var text = value.Substring(start, Math.Min(Characters, value.Length - start));
        return WithHeader ? $"# page {number} of {pages}\n{text}" : text;
    }
}
