using CernVM.Cvmfs.Formats.Hashing;
using CernVM.Cvmfs.Formats.Sqlite;
using CernVM.Cvmfs.Formats.Sqlite.Pages;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>Answers from the pages of the file, without SQLite: one descriptor, no page cache of its own.</summary>
internal sealed class CatalogPages(PagedFile file, CatalogLayout layout) : ICatalogQueries, IDisposable
{
    private delegate TResult Reading<in TState, out TResult>(CatalogPages catalog, PageReader pages, TState state);

    public DirectoryEntry? Lookup(PathHash path) => Use(path, static (catalog, pages, path) =>
        catalog.Find(pages, path, out var rowId) && catalog.TryRow(pages, rowId, out var row) ? catalog.Entry(row) : null);

    public CatalogRow? Row(long rowId) => Use(rowId, static (catalog, pages, rowId) => catalog.ReadRow(pages, rowId));

    public CatalogRow? Row(PathHash path) => Use(path, static (catalog, pages, path) =>
        catalog.Find(pages, path, out var rowId) ? catalog.ReadRow(pages, rowId) : null);

    public void List<TState>(PathHash directory, TState state, Action<TState, DirectoryEntry> onEntry) =>
        Use((directory, state, onEntry), static (catalog, pages, job) =>
        {
            var budget = catalog.NewBudget();
            var entries = new IndexSearch(pages, catalog.Layout.ByParent, Key(job.directory));
            while (entries.TryNext(out var rowId))
                job.onEntry(job.state, EntryRowReader.Read(catalog.RequireRow(pages, catalog.Layout.Entries, rowId), catalog.Path, ref budget));
            return true;
        });

    public IReadOnlyList<FileChunk> Chunks(PathHash path, ContentHashAlgorithm algorithm)
    {
        if (layout.Chunks is null)
            return [];
        return Use((path, algorithm), static (catalog, pages, job) =>
        {
            var table = catalog.Layout.Chunks!;
            var budget = catalog.NewBudget();
            var chunks = new List<FileChunk>();
            var entries = new IndexSearch(pages, catalog.Layout.ChunksByPath, Key(job.path));
            while (entries.TryNext(out var rowId))
            {
                chunks.Add(ChunkRowReader.Read(catalog.RequireRow(pages, table, rowId), catalog.Path, job.algorithm, 0));
                if (!budget.TrySpend(HashText.MaxDigestSize))
                    throw new MalformedDataException(CatalogErrors.Overlapping(catalog.Path));
            }

            chunks.Sort(static (left, right) => left.Offset.CompareTo(right.Offset));
            ChunkRowReader.RequireContiguous(chunks, catalog.Path);
            return chunks;
        });
    }

    public void Dispose()
    {
        PageReaderPool.Forget(file);
        file.Dispose();
    }

    private CatalogLayout Layout => layout;

    private string Path => file.Path;

    private static IndexKey Key(PathHash path) => new(path.Low, path.High);

    private ReadBudget NewBudget() => new(file.Length);

    private bool Find(PageReader pages, PathHash path, out long rowId) => new IndexSearch(pages, layout.ByPath, Key(path)).TryNext(out rowId);

    private DirectoryEntry Entry(PageRow row)
    {
        var budget = NewBudget();
        return EntryRowReader.Read(row, file.Path, ref budget);
    }

    private CatalogRow? ReadRow(PageReader pages, long rowId) => TryRow(pages, rowId, out var row)
        ? new CatalogRow(EntryRowReader.ReadPath(row), EntryRowReader.ReadParent(row), Entry(row))
        : null;

    private bool TryRow(PageReader pages, long rowId, out PageRow row)
    {
        var found = new TableTree(pages, layout.Entries.Root).TryFind(rowId, out var payload);
        row = found ? new PageRow(new Record(file, payload), layout.Entries, rowId) : default;
        return found;
    }

    private PageRow RequireRow(PageReader pages, TableLayout table, long rowId) => new TableTree(pages, table.Root).TryFind(rowId, out var payload)
        ? new PageRow(new Record(file, payload), table, rowId)
        : throw file.Damage($"an index names row {rowId}, which is not there");

    private TResult Use<TState, TResult>(TState state, Reading<TState, TResult> reading)
    {
        var pages = PageReaderPool.Rent(file);
        try
        {
            return reading(this, pages, state);
        }
        finally
        {
            PageReaderPool.Return(pages);
        }
    }
}
