using System.Text.Json;

namespace CernVM.Cvmfs.Tools.Client.Fsck;

/// <summary>What a check found, and the words for it: lines as the original prints them, or one JSON object at the end.</summary>
internal sealed class FsckReport(FsckOptions options, TextWriter output)
{
    private const int FilesPerDot = 1000;

    private readonly Lock _gate = new();
    private readonly List<string> _corrupt = [];
    private int _files;
    private int _fixed;
    private int _unfixed;
    private int _operational;
    private int _temporaryCatalogs;

    /// <summary>Whether something was taken out of the cache.</summary>
    public bool IsModified { get; private set; }

    public FsckExit Exit =>
        (_fixed > 0 ? FsckExit.Fixed : 0) | (_unfixed > 0 ? FsckExit.Unfixed : 0) | (_operational > 0 ? FsckExit.Operational : 0);

    public void Line(string text)
    {
        lock (_gate)
        {
            if (!options.Json)
                output.WriteLine(text);
        }
    }

    public void Detail(string text)
    {
        if (options.Verbose)
            Line(text);
    }

    public void Begin()
    {
        if (!options.Verbose && !options.Json)
            output.Write("Verifying: ");
    }

    public void Checking(string path)
    {
        lock (_gate)
        {
            if (!options.Verbose && !options.Json && _files % FilesPerDot == 0)
                output.Write('.');
            _files++;
        }

        Detail($"Checking file {path}");
    }

    public void Fixed(string text) => Count(ref _fixed, text);

    public void Unfixed(string text) => Count(ref _unfixed, text);

    public void Operational(string text) => Count(ref _operational, text);

    public void TemporaryCatalog(string path) => Count(ref _temporaryCatalogs, $"Warning: temporary file catalog {path} found");

    public void Corrupt(string path, bool wasRemoved)
    {
        lock (_gate)
        {
            _corrupt.Add(path);
            IsModified |= wasRemoved;
        }
    }

    public void Verified()
    {
        if (!options.Verbose && !options.Json)
            output.WriteLine();
        Line($"Verified {_files} files");
        if (_temporaryCatalogs > 0)
            Line("Temporary file catalogs were found.");
    }

    public void End()
    {
        if (IsModified)
            Line("\nWARNING: There might by corrupted files in the kernel buffers.\nRemount CernVM-FS or run 'echo 3 > /proc/sys/vm/drop_caches'\n\n");
        if (!options.Json)
            return;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("directory", options.Directory);
            json.WriteNumber("files", _files);
            json.WriteNumber("fixed", _fixed);
            json.WriteNumber("unfixed", _unfixed);
            json.WriteNumber("operational_errors", _operational);
            json.WriteNumber("temporary_catalogs", _temporaryCatalogs);
            json.WriteStartArray("corrupt");
            foreach (var path in _corrupt)
                json.WriteStringValue(path);
            json.WriteEndArray();
            json.WriteNumber("exit_code", (int)Exit);
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private void Count(ref int counter, string text)
    {
        Interlocked.Increment(ref counter);
        Line(text);
    }
}
