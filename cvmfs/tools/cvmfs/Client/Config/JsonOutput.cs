using System.CommandLine;
using System.Text.Json;

namespace CernVM.Cvmfs.Tools.Client.Config;

/// <summary>What commands print with <c>--json</c>: one array of flat objects whose values are text or null.</summary>
internal static class JsonOutput
{
    /// <summary>The option itself.</summary>
    public static Option<bool> Option() => new("--json") { Description = "Print JSON." };

    /// <summary>Prints the array.</summary>
    public static void PrintList(IEnumerable<IEnumerable<(string Name, string? Value)>> objects)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartArray();
            foreach (var fields in objects)
            {
                writer.WriteStartObject();
                foreach (var (name, value) in fields)
                    writer.WriteString(name, value);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(output.ToArray()));
    }
}
