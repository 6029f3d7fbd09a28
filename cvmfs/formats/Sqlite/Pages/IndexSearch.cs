using System.Runtime.CompilerServices;

namespace CernVM.Cvmfs.Formats.Sqlite.Pages;

/// <summary>The entries of an index that begin with a key, in the order of the index.</summary>
internal ref struct IndexSearch
{
    private readonly PageReader _pages;
    private readonly IndexKey _key;
    private Way _way;
    private int _depth;

    /// <summary>Goes to the first entry that is not below the key.</summary>
    public IndexSearch(PageReader pages, uint root, IndexKey key)
    {
        _pages = pages;
        _key = key;
        var number = root;
        while (true)
        {
            var page = Page(number);
            var cell = FirstNotBelow(page);
            Push(number, cell);
            if (page.IsLeaf)
                return;
            number = Page(number).Child(cell);
        }
    }

    /// <summary>Takes the next entry of the key; false when there is none.</summary>
    /// <param name="rowId">The last column, which names the row.</param>
    public bool TryNext(out long rowId)
    {
        rowId = 0;
        while (_depth > 0)
        {
            ref var at = ref _way[_depth - 1];
            var page = Page(at.Page);
            if (at.Cell >= page.CellCount)
            {
                _depth--;
                continue;
            }

            var (cell, after) = (at.Cell, page.IsLeaf ? 0 : page.Child(at.Cell + 1));
            at.Cell++;
            var entry = Entry(page, cell);
            if (_key.CompareFrom(_pages.File, entry) != 0)
                return false;
            var columns = new Record(_pages.File, entry);
            rowId = columns.Integer(columns.Count - 1);
            if (after != 0)
                DescendToFirst(after);
            return true;
        }

        return false;
    }

    private void DescendToFirst(uint number)
    {
        while (true)
        {
            Push(number, 0);
            var page = Page(number);
            if (page.IsLeaf)
                return;
            number = page.Child(0);
        }
    }

    private void Push(uint page, int cell)
    {
        if (_depth == PageLimits.Depth)
            throw _pages.File.Damage("an index's tree is too deep");
        _way[_depth++] = new Step { Page = page, Cell = cell };
    }

    private readonly int FirstNotBelow(TreePage page)
    {
        int low = 0, high = page.CellCount;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_key.CompareFrom(_pages.File, Entry(page, middle)) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    // An honest entry of a few numbers never leaves its page.
    private readonly ReadOnlySpan<byte> Entry(TreePage page, int cell)
    {
        var entry = page.Payload(cell, out _, out var overflow);
        return overflow == 0 ? entry : throw _pages.File.Damage("an index entry of numbers is longer than a page");
    }

    private readonly TreePage Page(uint number)
    {
        var page = new TreePage(_pages.File, number, _pages.Page(number));
        return page.Kind is TreePageKind.IndexInterior or TreePageKind.IndexLeaf ? page : throw _pages.File.Damage($"page {number} belongs to no index");
    }

    private struct Step
    {
        public uint Page;
        public int Cell;
    }

    [InlineArray(PageLimits.Depth)]
    private struct Way
    {
        private Step _first;
    }
}
