namespace CernVM.Cvmfs.Client.Tests.Support;

/// <summary>Repositories made by the original tools, beside the clone; a test that needs them is skipped where they are missing.</summary>
internal static class Interop
{
    public static string Folder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "CernVM.sln")))
                continue;
            var found = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "interop", name));
            if (Directory.Exists(found))
                return found;
        }

        Assert.Skip("the interop repositories are not beside this clone");
        return "";
    }

    /// <summary>Rows of an expectation, each a map from column name to text.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Expected(string file)
    {
        var lines = File.ReadAllLines(file);
        var columns = lines[0].TrimStart('#').Split('\t');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split('\t')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    /// <summary>Undoes the escapes of expectations: <c>\\</c> and <c>\xHH</c>.</summary>
    public static byte[] Unescape(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                var length = char.IsHighSurrogate(text[i]) ? 2 : 1;
                bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(text.Substring(i, length)));
                i += length - 1;
            }
            else if (text[i + 1] == '\\')
            {
                bytes.Add((byte)'\\');
                i++;
            }
            else
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 2, 2), 16));
                i += 3;
            }
        }

        return [.. bytes];
    }
}
