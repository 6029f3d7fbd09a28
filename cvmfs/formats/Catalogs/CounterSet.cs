using System.Runtime.CompilerServices;

namespace CernVM.Cvmfs.Formats.Catalogs;

/// <summary>One value for every <see cref="CatalogCounter"/>; also a difference of such values.</summary>
public readonly struct CounterSet : IEquatable<CounterSet>
{
    private readonly Values _values;

    private CounterSet(Values values) => _values = values;

    /// <summary>Number of counters.</summary>
    public const int Count = (int)CatalogCounter.ExternalFileSize + 1;

    /// <summary>The value of a counter.</summary>
    public long this[CatalogCounter counter] => _values[(int)counter];

    /// <summary>All entries: files, links, special files and directories.</summary>
    public long Entries =>
        this[CatalogCounter.Regular] + this[CatalogCounter.Symlink] + this[CatalogCounter.Special] + this[CatalogCounter.Directory];

    /// <summary>What one entry counts for; chunks and nested catalogs count for themselves.</summary>
    public static CounterSet Of(DirectoryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var set = default(CounterSet);
        if (entry.IsDirectory)
            set = set.With(CatalogCounter.Directory, 1);
        else if (entry.IsSymlink)
            set = set.With(CatalogCounter.Symlink, 1);
        else if (entry.IsSpecial)
            set = set.With(CatalogCounter.Special, 1);
        else
            set = OfRegular(entry);
        return entry.Xattrs.IsEmpty ? set : set.With(CatalogCounter.Xattr, 1);
    }

    /// <summary>The same values except one.</summary>
    public CounterSet With(CatalogCounter counter, long value)
    {
        var values = _values;
        values[(int)counter] = value;
        return new CounterSet(values);
    }

    /// <summary>Counter by counter.</summary>
    public static CounterSet operator +(CounterSet left, CounterSet right) => left.Add(right);

    /// <summary>Counter by counter.</summary>
    public static CounterSet operator -(CounterSet left, CounterSet right) => left.Subtract(right);

    /// <summary>All values the same.</summary>
    public static bool operator ==(CounterSet left, CounterSet right) => left.Equals(right);

    /// <summary>Some value differs.</summary>
    public static bool operator !=(CounterSet left, CounterSet right) => !left.Equals(right);

    /// <summary>Counter by counter.</summary>
    public CounterSet Add(CounterSet other)
    {
        var values = _values;
        for (var i = 0; i < Count; i++)
            values[i] += other._values[i];
        return new CounterSet(values);
    }

    /// <summary>Counter by counter.</summary>
    public CounterSet Subtract(CounterSet other)
    {
        var values = _values;
        for (var i = 0; i < Count; i++)
            values[i] -= other._values[i];
        return new CounterSet(values);
    }

    /// <inheritdoc/>
    public bool Equals(CounterSet other) => ((ReadOnlySpan<long>)_values).SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CounterSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Entries, this[CatalogCounter.FileSize]);

    /// <summary>The counters that are not zero.</summary>
    public override string ToString()
    {
        var set = this;
        return string.Join(' ', Enum.GetValues<CatalogCounter>().Where(counter => set[counter] != 0).Select(counter => $"{counter}={set[counter]}"));
    }

    private static CounterSet OfRegular(DirectoryEntry file)
    {
        var size = (long)file.Size;
        var set = default(CounterSet).With(CatalogCounter.Regular, 1).With(CatalogCounter.FileSize, size);
        if (file.IsChunked)
            set = set.With(CatalogCounter.Chunked, 1).With(CatalogCounter.ChunkedSize, size);
        if (file.IsExternal)
            set = set.With(CatalogCounter.External, 1).With(CatalogCounter.ExternalFileSize, size);
        return set;
    }

    [InlineArray(Count)]
    private struct Values
    {
        private long _first;
    }
}
