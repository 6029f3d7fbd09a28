using System.Globalization;

namespace CernVM.Cvmfs.Client.Caching;

/// <summary>The text of <c>.cvmfsdurable</c>: three lines.</summary>
/// <param name="Boot">Identity of the machine's boot in which it was written.</param>
/// <param name="Until">Objects last written before are on the disk.</param>
/// <param name="IsClean">Whether nothing was written since.</param>
internal readonly record struct DurabilityNote(string Boot, DateTimeOffset Until, bool IsClean)
{
    /// <summary>Reads it; null when there is none. A damaged one vouches for nothing.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DurabilityNote? Load(string file)
    {
        if (!File.Exists(file))
            return null;
        var lines = File.ReadAllLines(file);
        return lines.Length == 3 && long.TryParse(lines[1], CultureInfo.InvariantCulture, out var until)
            && until >= 0 && until < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new DurabilityNote(lines[0], DateTimeOffset.FromUnixTimeMilliseconds(until), lines[2] == "clean")
            : new DurabilityNote("", DateTimeOffset.UnixEpoch, IsClean: false);
    }

    /// <summary>Writes it in one step, onto the disk.</summary>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    public void Store(string file)
    {
        var temporary = $"{file}.{Environment.ProcessId}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{Boot}\n{Until.ToUnixTimeMilliseconds()}\n{(IsClean ? "clean" : "in use")}\n")));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }
}
