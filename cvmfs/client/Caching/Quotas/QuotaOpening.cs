using System.Diagnostics;
using CernVM.Cvmfs.Formats.Sqlite;

namespace CernVM.Cvmfs.Client.Caching.Quotas;

/// <summary>Start of the bookkeeping: finding out whether this process is alone, and repairing what killed processes left.</summary>
internal static class QuotaOpening
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Locks, opens, repairs. Waits for another process that repairs.</summary>
    /// <exception cref="IOException">Another program holds the lock for itself, or the files cannot be used.</exception>
    public static IQuota Open(CacheDirectory cache, string workspace, ClientServices services, TimeSpan patience, Func<FileStream, string, QuotaDatabase, IQuota> make)
    {
        var lockFile = Path.Combine(workspace, "lock_cachedb");
        var file = Path.Combine(workspace, "cachedb");
        if (TryLockAlone(lockFile) is { } alone)
        {
            using (alone)
                Prepare(cache, file, services);
        }

        var alive = LockBesideOthers(lockFile, patience);
        QuotaDatabase? database = null;
        try
        {
            database = QuotaDatabase.Open(file);
            database.Transact(() => database.Clients = (database.Clients ?? 0) + 1);
            return make(alive, file, database);
        }
        catch (IOException)
        {
            database?.Dispose();
            alive.Dispose();
            throw;
        }
    }

    private static FileStream LockBesideOthers(string lockFile, TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(lockFile, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            }
            catch (IOException) when (File.Exists(lockFile) && Stopwatch.GetElapsedTime(started) < patience)
            {
                // Another process is alone in the cache for the moment, to repair it; one that keeps the lock is no client of ours.
                Thread.Sleep(Pause);
            }
        }
    }

    private static FileStream? TryLockAlone(string lockFile)
    {
        try
        {
            return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException) when (File.Exists(lockFile))
        {
            return null;
        }
    }

    private static void Prepare(CacheDirectory cache, string file, ClientServices services)
    {
        cache.RemoveLeftovers();
        try
        {
            Reconcile(cache, file, services);
        }
        catch (SqliteException failure) when (failure.IsDamage)
        {
            services.QuotaRebuilt(file, failure.Message);
            File.Delete(file);
            File.Delete(file + "-journal");
            Reconcile(cache, file, services);
        }
    }

    private static void Reconcile(CacheDirectory cache, string file, ClientServices services)
    {
        using var database = QuotaDatabase.Open(file);
        var clients = database.Clients;
        if (clients == 0)
        {
            return;
        }

        // A process was killed, and perhaps the machine with it: the pages of this file were never synchronised.
        if (!database.IsSound())
            throw new SqliteException("SQLite finds it damaged");
        var known = database.Known();
        if (known.Count > 0)
            services.QuotaRebuilt(file, clients is null ? "another client made it" : "a client ended without closing it");
        database.Transact(() =>
        {
            var sequence = database.NextSequence;
            foreach (var (hash, size) in cache.Scan())
            {
                if (!known.Remove(hash))
                    database.Insert(hash, size, sequence++, "(unknown)", ObjectLabel.Regular);
            }

            foreach (var hash in known)
                database.Delete(hash);
            database.ClearPins();
            database.Gauge = database.SumSizes();
            database.Clients = 0;
        });
    }
}
