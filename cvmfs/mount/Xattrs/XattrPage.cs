using System.Globalization;
using System.Text;

namespace CernVM.Cvmfs.Mount.Xattrs;

/// <summary>
/// A request for one page of a long value (formats §10.4): <c>name~N</c> is page N alone, <c>name@N</c> has a line about the page above it, and
/// <c>?</c> instead of N asks for the number of pages.
/// </summary>
/// <param name="Name">The attribute without the suffix.</param>
/// <param name="Number">The page; null for their number.</param>
/// <param name="ForPeople">Whether people read it.</param>
internal readonly record struct XattrPage(string Name, int? Number, bool ForPeople)
{
    /// <summary>A page ends with the line that passes so many characters (upstream CernVM-FS).</summary>
    public const int Characters = 40000;

    public static XattrPage Parse(string name)
    {
        var mark = name.AsSpan().LastIndexOfAny('~', '@');
        if (mark <= 0)
            return new XattrPage(name, 0, ForPeople: false);
        var suffix = name.AsSpan(mark + 1);
        if (suffix is "?")
            return new XattrPage(name[..mark], null, name[mark] == '@');
        return int.TryParse(suffix, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new XattrPage(name[..mark], number, name[mark] == '@')
            : new XattrPage(name, 0, ForPeople: false);
    }

    /// <summary>The part of a value that was asked for; null when there is no such page. The texts for people are the original's.</summary>
    /// <param name="value">All of it.</param>
    /// <param name="head">A line that stands at the top of each page, too.</param>
    public string? Of(string value, string head = "")
    {
        if (Number == 0 && !ForPeople && value.Length <= Characters)
            return value;
        var pages = Split(value, head);
        if (Number is not { } number)
        {
            return ForPeople
                ? $"Access xattr with xattr~<page_num> (machine-readable mode) or  xattr@<page_num> (human-readable mode).\nPages available: {pages.Count}"
                : $"num_pages, {pages.Count}";
        }

        if (!ForPeople)
            return number < pages.Count ? pages[number] : null;
        return number < pages.Count
            ? $"# Access page at idx: {number}. Total num pages: {pages.Count} (access other pages: xattr~<page_num>, starting  with 0; "
                + $"number of pages available: xattr~?)\n{pages[number]}"
            : $"Page requested does not exists. There are {pages.Count} pages available.\nAccess them with xattr~<page_num> (machine-readable mode) "
                + "or xattr@<page_num> (human-readable mode).\nUse xattr@? or xattr~? to get extra info about the attribute";
    }

    private static List<string> Split(string value, string head)
    {
        var pages = new List<string>();
        var page = new StringBuilder();
        for (var start = 0; start < value.Length;)
        {
            // A line that is longer than a page is cut, as the kernel takes no longer values.
            var line = value.AsSpan(start, Math.Min(Characters, value.Length - start));
            var end = line.IndexOf('\n');
            page.Append(end < 0 ? line : line[..(end + 1)]);
            start += end < 0 ? line.Length : end + 1;
            if (page.Length < Characters)
                continue;
            pages.Add(page.ToString());
            page.Clear().Append(head);
        }

        if (page.Length > head.Length || pages.Count == 0)
            pages.Add(page.ToString());
        return pages;
    }
}
