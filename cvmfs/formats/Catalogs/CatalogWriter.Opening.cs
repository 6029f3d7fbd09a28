using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Formats.Catalogs;

public sealed partial class CatalogWriter
{
    /// <summary>Makes a new catalog with one entry, its root, which lies at the root prefix of the properties.</summary>
    public static CatalogWriter Create(string file, CatalogProperties properties, DirectoryEntry root)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var database = DatabaseFile.Create(file);
        CatalogWriter? writer = null;
        try
        {
            CatalogSchemaWriter.CreateTables(database);
            writer = new CatalogWriter(database, properties, default);
            writer.Insert(properties.RootPrefix, root);
            return writer;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            writer?.Dispose();
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a private copy of a catalog for changes; brings old schemas up to date in place.</summary>
    public static Parsed<CatalogWriter> Open(string file)
    {
        SqliteDatabase? database = null;
        CatalogWriter? writer = null;
        try
        {
            database = DatabaseFile.OpenWorkingCopy(file, create: false);
            if (!CatalogOpener.Open(database).TryGet(out var head, out var error))
                return error;
            var counters = head.Counters;
            if (head.Properties.Schema != CatalogSchema.Current)
            {
                CatalogSchemaWriter.Upgrade(database, head.Schema);
                counters = counters with { Self = CounterScan.Count(database) };
            }

            writer = new CatalogWriter(database, head.Properties with { Schema = CatalogSchema.Current }, counters);
            return writer;
        }
        catch (MalformedDataException e)
        {
            return e.Error;
        }
        catch (SqliteException e)
        {
            return CatalogErrors.NotReadable(file, e.Message);
        }
        finally
        {
            if (writer is null)
                database?.Dispose();
        }
    }
}
