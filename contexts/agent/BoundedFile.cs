using CernVM.Contexts.Model;

namespace CernVM.Contexts.Agent;

/// <summary>Reads a document from the machine that the agent runs on.</summary>
internal static class BoundedFile
{
    /// <summary>Its bytes, cut one byte past the limit, so that the reader still sees that it is too long.</summary>
    public static byte[] Read(string path)
    {
        using var file = File.OpenRead(path);
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; content.Length <= ContextLimits.DocumentBytes && (read = file.Read(buffer)) > 0;)
            content.Write(buffer, 0, read);
        return content.ToArray();
    }
}
