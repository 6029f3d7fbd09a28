namespace CernVM.Cvmfs.Formats.Sqlite.Pages;

/// <summary>The rows of a table, by row id.</summary>
internal readonly struct TableTree(PageReader pages, uint root)
{
    /// <summary>Finds a row; its payload is valid until the reader's next page.</summary>
    public bool TryFind(long rowId, out ReadOnlySpan<byte> payload)
    {
        var number = root;
        for (var depth = 0; depth < PageLimits.Depth; depth++)
        {
            var page = Page(number);
            var cell = FirstNotBelow(page, rowId);
            if (!page.IsLeaf)
            {
                number = page.Child(cell);
                continue;
            }

            var found = cell < page.CellCount && page.RowId(cell) == rowId;
            payload = found ? Payload(page, cell) : default;
            return found;
        }

        throw pages.File.Damage("a table's tree is too deep");
    }

    private ReadOnlySpan<byte> Payload(TreePage page, int cell)
    {
        var local = page.Payload(cell, out var length, out var overflow);
        return overflow == 0 ? local : pages.Assemble(local, length, overflow);
    }

    private TreePage Page(uint number)
    {
        var page = new TreePage(pages.File, number, pages.Page(number));
        return page.Kind is TreePageKind.TableInterior or TreePageKind.TableLeaf ? page : throw pages.File.Damage($"page {number} belongs to no table");
    }

    private static int FirstNotBelow(TreePage page, long rowId)
    {
        int low = 0, high = page.CellCount;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (page.RowId(middle) < rowId)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
