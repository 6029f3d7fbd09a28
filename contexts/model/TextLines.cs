namespace CernVM.Contexts.Model;

/// <summary>Splits text into lines without their ends; a carriage return before the line feed belongs to the end.</summary>
internal static class TextLines
{
    public static string[] Split(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].EndsWith('\r'))
                lines[i] = lines[i][..^1];
        }

        return lines;
    }
}
