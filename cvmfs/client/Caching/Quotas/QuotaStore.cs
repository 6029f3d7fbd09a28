using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>
/// The open database of a running client, whose loss nobody but the log hears of: a cache without bookkeeping still serves, and users must not get
/// errors because of it. One thread at a time.
/// </summary>
/// <param name="file">Where the database is.</param>
/// <param name="database">The database, opened; it is closed with this object.</param>
/// <param name="services">The log.</param>
internal sealed class QuotaStore(string file, QuotaDatabase database, ClientServices services) : IDisposable
{
    private QuotaDatabase _database = database;
    private bool _unusable;

    /// <summary>Called after a database that somebody removed was made anew, empty.</summary>
    public Action? Renewed { get; set; }

    /// <summary>Does something with the database, unless it cannot be used.</summary>
    public void Try(Action<QuotaDatabase> work) => Try(
        database =>
        {
            work(database);
            return true;
        },
        false);

    /// <summary>Asks the database something.</summary>
    /// <param name="work">Asks; once more in a new database when somebody removed the old one.</param>
    /// <param name="otherwise">The answer when the database cannot be used.</param>
    public T Try<T>(Func<QuotaDatabase, T> work, T otherwise)
    {
        if (_unusable)
            return otherwise;
        try
        {
            return work(_database);
        }
        catch (SqliteException failure) when (!File.Exists(file))
        {
            return Renew(failure) ? Try(work, otherwise) : otherwise;
        }
        catch (SqliteException failure)
        {
            _unusable = failure.IsDamage;
            services.QuotaFailed(failure.Message);
            return otherwise;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _unusable = true;
        _database.Dispose();
    }

    // Somebody removed the cache under the running client: what is written from now on is noted in a new database.
    private bool Renew(SqliteException cause)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var fresh = QuotaDatabase.Open(file);
            fresh.Clients = 1;
            _database.Dispose();
            _database = fresh;
            Renewed?.Invoke();
            services.QuotaRebuilt(file, "somebody removed it");
            return true;
        }
        catch (IOException)
        {
            services.QuotaFailed(cause.Message);
            return false;
        }
    }
}
