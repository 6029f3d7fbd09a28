namespace CernVM.Cvmfs.Formats.Sqlite.Pages;

/// <summary>Idle readers of all files together: memory does not grow with the number of open catalogs.</summary>
internal static class PageReaderPool
{
    // Ours: half a MiB. Walks stay in one catalog for long, and a reader that knows it is found first.
    private const int MostIdle = 8;

    private static readonly Lock Gate = new();
    private static readonly List<PageReader> Idle = new(MostIdle);

    /// <summary>A reader for one query, which it has begun.</summary>
    public static PageReader Rent(PagedFile file)
    {
        var reader = Take(file) ?? new PageReader();
        reader.Begin(file);
        return reader;
    }

    /// <summary>Takes a reader back after its query.</summary>
    public static void Return(PageReader reader)
    {
        lock (Gate)
        {
            if (Idle.Count < MostIdle)
                Idle.Add(reader);
        }
    }

    /// <summary>Lets go of a file that is being closed.</summary>
    public static void Forget(PagedFile file)
    {
        lock (Gate)
        {
            foreach (var reader in Idle)
            {
                if (reader.IsBoundTo(file))
                    reader.Release();
            }
        }
    }

    private static PageReader? Take(PagedFile file)
    {
        lock (Gate)
        {
            if (Idle.Count == 0)
                return null;
            var index = Idle.FindIndex(reader => reader.IsBoundTo(file));
            var taken = index < 0 ? 0 : index;
            var reader = Idle[taken];
            Idle.RemoveAt(taken);
            return reader;
        }
    }
}
