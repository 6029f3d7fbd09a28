using System.Globalization;
using System.Text;

namespace CernVM.Cvmfs.Export.Shrinkwrapping;

/// <summary>What an export did so far; the names are those of upstream CernVM-FS.</summary>
public sealed class ShrinkwrapCounters
{
    private readonly long[] _values = new long[Names.Length];

    private static readonly (string Name, string Meaning)[] Names =
    [
        ("cntByte", "Byte count of projected repository"),
        ("cntDir", "Number of directories from source repository"),
        ("cntFile", "Number of files from source repository"),
        ("cntSymlink", "Number of symlinks from source repository"),
        ("dataBytes", "Bytes transferred from source to destination"),
        ("dataBytesDeduped", "Number of bytes not copied due to deduplication"),
        ("dataFiles", "Number of data files transferred from source to destination"),
        ("dataFilesDeduped", "Number of files not copied due to deduplication"),
        ("entriesDest", "Number of file system entries processed in the destination"),
        ("entriesSrc", "Number of file system entries processed in the source"),
    ];

    /// <summary>The value of a counter.</summary>
    public long this[string name] => Volatile.Read(ref _values[IndexOf(name)]);

    internal void Add(string name, long amount = 1) => Interlocked.Add(ref _values[IndexOf(name)], amount);

    /// <summary>A line <c>name|value|meaning</c> for each.</summary>
    public string ToText(bool withHeader)
    {
        var text = new StringBuilder(withHeader ? "Name|Value|Description\n" : "");
        for (var index = 0; index < Names.Length; index++)
            text.Append(CultureInfo.InvariantCulture, $"{Names[index].Name}|{Volatile.Read(ref _values[index])}|{Names[index].Meaning}\n");
        return text.ToString();
    }

    private static int IndexOf(string name) => Array.FindIndex(Names, known => known.Name == name);
}
